import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { activities, useOpenedPage } from './opened-page.ts'
import { askCard, cardMessage, formCard } from './sample-cards.ts'
import { people, policeChannel } from './sample-world.ts'
import { type Arrived, at } from './started.ts'

const adaptiveCard = 'application/vnd.microsoft.card.adaptive'

const said = (text: string) => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
})
const refusedWith = (text: string) => ({
  status: 200,
  body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: text } },
})
const cardDialog = (card: object) => {
  const value = { title: 'Case A1', card: { contentType: adaptiveCard, content: card } }
  return { status: 200, body: { task: { type: 'continue', value } } }
}

describe('a card on the page of local Teams', () => {
  const opened = useOpenedPage()

  it('sends what one does on a card to the bot as that person, and shows its answer to them alone', async () => {
    const id = await opened.post()
    opened.local.answerWith(() => ({
      status: 200,
      body: { statusCode: 200, type: adaptiveCard, value: askCard('Key received') },
    }))
    await opened.openAs('police')
    await opened
      .message(id)
      .getByRole('heading', { name: 'Audit: adults who have been criminally exploited' })
      .waitFor()
    await opened.press(id, 'I have the case key')
    await opened.message(id).getByText('Key received').waitFor()
    const [arrived] = opened.local.arrived
    assert.equal(at(arrived?.activity, 'from', 'aadObjectId'), people[1]?.oid)
    assert.deepEqual(at(arrived?.activity.value, 'action', 'data'), { request: 'r1' })
    const stored = await opened.local.page(
      'officer',
      'GET',
      `/conversations/${encodeURIComponent(policeChannel)}/messages`,
    )
    assert.doesNotMatch(JSON.stringify(stored.body), /Key received/)

    await opened.local.connector(
      'PUT',
      `${activities(policeChannel)}/${id}`,
      cardMessage(askCard('Returned by Sam Priory')),
    )
    await opened.message(id).getByText('Returned by Sam Priory').waitFor()
    assert.equal(await opened.message(id).getByText('Edited').count(), 1)
    assert.deepEqual(opened.faults, [])
  })

  it('keeps what was entered where an action is refused, and says why', async () => {
    const id = await opened.post()
    opened.local.answerWith(() => refusedWith('Another answer was first: Jo Tarrant returned this today.'))
    await opened.openAs('police')
    await opened.press(id, 'Not known to our agency')
    await opened.press(id, 'Confirm not known')
    await opened.message(id).getByText('Name the systems that were searched.').waitFor()
    assert.equal(opened.local.arrived.length, 0, 'nothing incomplete is sent')
    await opened.message(id).getByLabel('Systems searched').fill('Niche')
    await opened.press(id, 'Confirm not known')
    await opened.message(id).getByText('Another answer was first: Jo Tarrant returned this today.').waitFor()
    assert.equal(await opened.message(id).getByLabel('Systems searched').inputValue(), 'Niche')

    opened.local.answerWith(() => said('Received.'))
    await opened.press(id, 'Confirm not known')
    await opened.message(id).getByText('Received.').waitFor()
    assert.deepEqual(at(opened.local.arrived[1]?.activity.value, 'action', 'data', 'systems'), 'Niche')
  })

  it('keeps what is being entered while the card changes for everyone', async () => {
    const id = await opened.post()
    await opened.openAs('police')
    await opened.press(id, 'Not known to our agency')
    await opened.message(id).getByLabel('Systems searched').fill('Half a sent')
    await opened.local.connector('PUT', `${activities(policeChannel)}/${id}`, cardMessage(askCard('Case key received')))
    await opened.message(id).getByText('Case key received').waitFor()
    await opened.press(id, 'Not known to our agency')
    assert.equal(await opened.message(id).getByLabel('Systems searched').inputValue(), 'Half a sent')
  })

  it('opens a dialog with a card, keeps its answers when refused, and closes it when taken', async () => {
    const id = await opened.post()
    const answers: ((activity: Arrived['activity']) => { status: number; body?: unknown })[] = [
      () => cardDialog(formCard()),
      () => ({ status: 502 }),
      () => cardDialog(formCard('Say a little more: at least ten words.')),
      () => ({ status: 200, body: { task: { type: 'message', value: 'Received. Thank you.' } } }),
    ]
    opened.local.answerWith((activity) => (answers.shift() ?? (() => ({ status: 500 })))(activity))
    await opened.openAs('police')
    await opened.press(id, 'Complete')
    const dialog = opened.page.getByRole('dialog', { name: 'Case A1' })
    const field = dialog.getByLabel('What was life like for this adult?')
    await field.fill('Hard, since spring.')
    assert.deepEqual(await opened.violations(), [])
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await dialog.getByRole('alert').getByText('could not be reached').waitFor()
    assert.equal(await field.inputValue(), 'Hard, since spring.')
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await dialog.getByText('Say a little more').waitFor()
    await dialog.getByRole('button', { name: 'Submit' }).click()
    await dialog.getByText('Received. Thank you.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await dialog.waitFor({ state: 'detached' })
    assert.deepEqual(at(opened.local.arrived[1]?.activity.value, 'data'), {
      request: 'r1',
      experience: 'Hard, since spring.',
    })
    assert.equal(at(opened.local.arrived[1]?.activity.value, 'context', 'theme'), 'default')
  })

  it('shows no markup of anybody’s, and opens no link but http and https', async () => {
    const id = await opened.post({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        {
          type: 'TextBlock',
          wrap: true,
          text: '<img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://example.org)',
        },
      ],
    })
    await opened.openAs('police')
    await opened.message(id).getByRole('link', { name: 'good' }).waitFor()
    assert.equal(await opened.message(id).getByRole('link').count(), 1)
    assert.equal(await opened.message(id).locator('img').count(), 0)
    assert.match(String(await opened.message(id).textContent()), /<img src=x onerror=alert\(1\)>/)
  })
})
