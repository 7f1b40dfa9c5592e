import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { useOpenedPage } from './opened-page.ts'
import { policeChannel } from './sample-world.ts'
import { at } from './started.ts'

describe('people and channels on the page of local Teams', () => {
  const opened = useOpenedPage()

  it('lets one be somebody else, for this browser tab only, and choose a theme', async () => {
    await opened.post()
    await opened.openAs('police')
    await opened.page.getByRole('button', { name: 'Sam Priory' }).click()
    await opened.page.getByRole('menuitemradio', { name: 'Noor Whitlock' }).click()
    await opened.page.getByRole('button', { name: 'Noor Whitlock' }).waitFor()
    assert.equal(await opened.page.getByRole('navigation').getByText('Police').count(), 0)
    await opened.page.getByRole('button', { name: 'High contrast' }).click()
    await opened.page.reload()
    await opened.page.getByRole('button', { name: 'Noor Whitlock' }).waitFor()
    assert.equal(await opened.page.getAttribute('html', 'data-theme'), 'contrast')
    await opened.page.getByText('Wednesday 9 December 2026').waitFor()
  })

  it('marks a channel where something is new until it is opened', async () => {
    await opened.openAs('lead', '#/conversation/nothing')
    await opened.page.getByRole('button', { name: 'Programme' }).click()
    const police = opened.page.getByRole('region', { name: 'Police' }).getByRole('button')
    await police.click()
    await opened.page.getByRole('button', { name: 'Programme' }).click()
    await opened.page.getByText('Nothing has been posted here yet.').waitFor()
    await opened.post()
    await police.getByText('1 new message').waitFor({ state: 'attached' })
    await police.click()
    await police.getByText('1 new message').waitFor({ state: 'detached' })
  })

  it('posts, mentions and replies, by keyboard', async () => {
    const id = await opened.post()
    await opened.openAs('police')
    const thread = opened.page.getByRole('group').filter({ has: opened.message(id) })
    await thread.getByRole('button', { name: 'Reply' }).press('Enter')
    await opened.page.keyboard.type('@Sightline help')
    await opened.page.keyboard.press('Enter')
    await thread.getByRole('article').nth(1).getByText('help').waitFor()
    assert.equal(at(opened.local.arrived[0]?.activity, 'text'), '<at>Sightline</at> help')
    assert.equal(at(opened.local.arrived[0]?.activity, 'conversation', 'id'), `${policeChannel};messageid=${id}`)
  })

  for (const theme of ['default', 'dark', 'contrast']) {
    it(`has no accessibility fault in the ${theme} theme, wide and narrow, and never scrolls sideways`, async () => {
      const id = await opened.post()
      await opened.page.addInitScript((name) => sessionStorage.setItem('local-teams.theme', name), theme)
      for (const width of [1280, 320]) {
        await opened.page.setViewportSize({ width, height: 800 })
        await opened.openAs('police')
        await opened.message(id).getByRole('heading').waitFor()
        assert.deepEqual(await opened.violations(), [], `${width} pixels`)
        const over = () => opened.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
        assert.equal(await over(), 0)
        if (width > 720) continue
        await opened.page.getByRole('button', { name: 'Back to the list' }).click()
        await opened.page.getByRole('navigation').getByRole('button', { name: 'General' }).waitFor()
        assert.deepEqual(await opened.violations(), [], `${width} pixels, the list`)
        assert.equal(await over(), 0)
      }
    })
  }
})
