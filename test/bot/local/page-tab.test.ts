import assert from 'node:assert/strict'
import { decodeJwt } from 'jose'
import { describe, it } from 'mocha'
import { useOpenedPage } from './opened-page.ts'
import { appId, people, tenantId } from './sample-world.ts'
import { at } from './started.ts'

const dialogWith = (value: object) => ({ status: 200, body: { task: { type: 'continue', value } } })

describe('the tab on the page of local Teams', () => {
  const opened = useOpenedPage()

  it('hosts the tab as Teams does: who, where, token and theme through Teams’ own SDK', async () => {
    await opened.openAs('police', '#/tab/request%2Fr1')
    const tab = opened.page.frameLocator('iframe[title="Sightline"]')
    await tab.locator('#theme').getByText('default').waitFor()
    const told = JSON.parse(String(await tab.locator('#context').textContent())) as unknown
    assert.deepEqual(
      [at(told, 'user', 'id'), at(told, 'user', 'tenant', 'id'), at(told, 'user', 'displayName')],
      [people[1]?.oid, tenantId, 'Sam Priory'],
    )
    assert.deepEqual(
      [at(told, 'page', 'id'), at(told, 'page', 'subPageId'), at(told, 'page', 'frameContext'), at(told, 'host')],
      ['sightline', 'request/r1', 'content', 'Teams'],
    )
    const token = decodeJwt(String(await tab.locator('#token').textContent()))
    assert.deepEqual([token['oid'], token.aud], [people[1]?.oid, appId])
    await opened.page.getByRole('button', { name: 'Dark' }).click()
    await tab.locator('#theme').getByText('dark').waitFor()
    await opened.page.getByRole('button', { name: 'High contrast' }).click()
    await tab.locator('#theme').getByText('contrast').waitFor()
    await tab.getByRole('button', { name: 'Open a request' }).click()
    await tab.locator('#context').getByText('request/r7').waitFor()
  })

  it('opens the tab’s own dialogs, passes messages between them, and gives back what was submitted', async () => {
    await opened.openAs('police', '#/tab/')
    const tab = opened.page.frameLocator('iframe[title="Sightline"]')
    await tab.locator('#theme').getByText('default').waitFor()
    await tab.getByRole('button', { name: 'Open the form' }).click()
    const form = opened.page.getByRole('dialog', { name: 'A form' }).frameLocator('iframe')
    await form.locator('#frame').getByText('task').waitFor()
    await tab.locator('#said').getByText('half way').waitFor()
    await form.getByLabel('Answer').fill('Yes')
    await form.getByRole('button', { name: 'Done' }).click()
    await tab.locator('#result').getByText('{"answer":"Yes"}').waitFor()
    assert.equal(await opened.page.getByRole('dialog').count(), 0)
    await tab.getByRole('button', { name: 'Open the form' }).click()
    await opened.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await tab.locator('#result').getByText('cancelled').waitFor()
  })

  it('sends what a dialog with a page submits to the bot that opened it', async () => {
    const id = await opened.post()
    opened.local.answerWith(({ name }) =>
      name === 'task/fetch'
        ? dialogWith({ title: 'Long form', url: `${opened.local.origin}/tab/form`, width: 'large', height: 'large' })
        : { status: 200 },
    )
    await opened.openAs('police')
    await opened.press(id, 'Complete')
    const dialog = opened.page.getByRole('dialog', { name: 'Long form' })
    await dialog.frameLocator('iframe').getByLabel('Answer').fill('All of it')
    await dialog.frameLocator('iframe').getByRole('button', { name: 'Done' }).click()
    await dialog.waitFor({ state: 'detached' })
    const submitted = opened.local.arrived.find(({ activity }) => activity.name === 'task/submit')
    assert.deepEqual(at(submitted?.activity.value, 'data'), { answer: 'All of it' })
  })

  it('opens a link to our own tab inside, at the page it names', async () => {
    const id = await opened.post()
    await opened.openAs('police')
    await opened.message(id).getByRole('link', { name: 'Open in Sightline' }).click()
    await opened.page.frameLocator('iframe[title="Sightline"]').locator('#context').getByText('request/r1').waitFor()
  })
})
