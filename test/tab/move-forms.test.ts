import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser, Page } from 'playwright-core'
import type { Definition } from '../../assurance/definition.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf, themes } from './opened-tab.ts'

const { police } = samplePeople
const key = buildRequest().key
const request = `request?key=${encodeURIComponent(key)}`
const done = (name: string, at: string) => ({ by: { oid: name, tid: 'sample', name }, at })
const answers = { 'daily-life': 'Evenings away from home.', grade: 2 }
const rated: Definition = buildDefinition({
  review: {
    how: 'rate',
    by: ['ssu', 'group'],
    sections: [{ id: 'panel', kind: 'judgement', title: 'The panel’s judgement' }],
    fields: [
      buildField({
        id: 'panel-grade',
        type: 'rating',
        section: 'panel',
        label: 'The panel’s grade',
        options: ['Low', 'High'],
        criteria: ['Little evidence is provided.', 'There is strong evidence.'],
        rules: [{ rule: 'required' }],
      }),
      buildField({
        id: 'panel-reason',
        type: 'long-text',
        section: 'panel',
        label: 'Why',
        rules: [{ rule: 'required' }],
      }),
    ],
  },
})

describe('The panel of a request', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, { views: [buildView()], rounds: [buildRound({ released: true })] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })
  const panelOf = async (person: keyof typeof samplePeople, look = {}) => {
    const page = await tab.open(person, request, look)
    return { page, panel: page.getByRole('dialog') }
  }
  const focused = (page: Page) => page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""')

  it('shows what is usually meant first and the rest under More', async () => {
    const { panel } = await panelOf('police')
    const group = panel.getByRole('group', { name: 'What you can do' })
    assert.equal(await group.getByRole('button').first().textContent(), 'Complete')
    assert.equal(await group.getByRole('button', { name: 'Hand to a colleague' }).count(), 0)
    await group.getByRole('button', { name: 'More' }).click()
    await group.getByRole('button', { name: 'Hand to a colleague' }).waitFor()
  })

  it('takes a wish for more time by keyboard alone, with what is wrong beside its field and the words kept', async () => {
    const { page, panel } = await panelOf('police')
    await panel.getByRole('button', { name: 'More' }).focus()
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: 'Ask for more time' }).focus()
    await page.keyboard.press('Enter')
    await panel.getByRole('heading', { name: 'Ask for more time' }).waitFor()
    assert.equal(await focused(page), 'Ask for more time')
    assert.deepEqual(await faultsOf(page), [])

    await page.keyboard.press('Tab')
    // The twelfth of a twelfth month: the browser’s own order of day and month makes no difference.
    await page.keyboard.type('12122025')
    await panel.getByLabel('Why more time is needed').focus()
    await page.keyboard.type('Our auditor is away until Thursday.')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await panel.getByText('Please choose a day after Wednesday 2 December 2026, when it is due.').waitFor()
    assert.equal(await page.evaluate('document.activeElement?.id'), 'q-until')
    assert.equal(await panel.getByLabel('Why more time is needed').inputValue(), 'Our auditor is away until Thursday.')
    assert.deepEqual(await faultsOf(page), [])

    await page.keyboard.type('12122026')
    await page.keyboard.press('Enter')
    await panel.getByText('Received at 12:00; it is being filed.').waitFor()
    await panel.getByRole('region', { name: 'More time' }).getByText('12 Dec 2026').waitFor()
    assert.equal(await page.evaluate('document.activeElement?.tagName'), 'FIELDSET')
    assert.deepEqual(tab.ports.submitted.at(-1)?.command, {
      do: 'ask-extension',
      until: '2026-12-12',
      reason: 'Our auditor is away until Thursday.',
    })
  })

  it('keeps what was typed into a move’s form while the panel is closed', async () => {
    const { page, panel } = await panelOf('police')
    const openQuestion = async () => {
      await panel.getByRole('button', { name: 'More' }).click()
      await panel.getByRole('button', { name: 'Ask the SSU a question' }).click()
    }
    const ask = panel.getByRole('button', { name: 'Ask the SSU a question' })
    if (await ask.count()) await ask.click()
    else await openQuestion()
    await panel.getByLabel('Your question').fill('Which of the two reviews')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page
      .getByRole('link', { name: /Police|C-4F7K|Waiting/ })
      .first()
      .click()
    if (await ask.count()) await ask.click()
    else await openQuestion()
    assert.equal(await panel.getByLabel('Your question').inputValue(), 'Which of the two reviews')
  })

  it('says what could not be kept, keeps the words, and sends the same move once more', async () => {
    const { page, panel } = await panelOf('police')
    await panel.getByRole('button', { name: 'More' }).click()
    await panel.getByRole('button', { name: 'Hand to a colleague' }).click()
    await panel.getByRole('radio', { name: 'Robin Beat (practitioner)' }).check()
    let times = 0
    await page.route('**/api/moves', (route) => {
      times += 1
      if (times > 1) return route.continue()
      const say = 'Your answer could not be kept safely just now.'
      return route.fulfill({ status: 503, json: { error: { say } } })
    })
    await panel.getByRole('button', { name: 'Hand over' }).click()
    await panel.getByText('could not be kept safely just now. Your words are still here.').waitFor()
    assert.ok(await panel.getByRole('radio', { name: 'Robin Beat (practitioner)' }).isChecked())
    await panel.getByRole('button', { name: 'Try again' }).click()
    await panel.getByText('Handed to Robin Beat').waitFor()
  })

  it('asks before a reminder goes to the chair, and releases it', async () => {
    tab.ports.replace(buildView({ dueOn: '2026-11-02' }))
    tab.ports.keepRound(buildRound({ dueOn: '2026-11-02' }))
    const { page, panel } = await panelOf('ssu')
    await panel.getByRole('button', { name: 'Release the reminder to the chair' }).click()
    await panel.getByText(/is told privately that this is late/).waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await panel.getByRole('button', { name: 'Release', exact: true }).click()
    await panel.getByText('Received at 12:00').waitFor()
    assert.deepEqual(tab.ports.submitted.at(-1)?.command, { do: 'release', rung: 10 })
  })

  it('shows the published criteria beside each grade, and then own grade, panel’s and reason together', async () => {
    tab.ports.keepRound(buildRound({ released: true }), rated)
    tab.ports.replace(
      buildView({ state: 'returned', revision: 2, answers, returned: done('Pat Police', '2026-11-30T10:00:00.000Z') }),
    )
    const { page, panel } = await panelOf('ssu')
    await panel.getByRole('button', { name: 'Rate', exact: true }).click()
    await panel.getByText('There is strong evidence.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await panel.getByRole('radio', { name: /^High/ }).check()
    await panel.getByRole('button', { name: 'Rate and accept' }).click()
    await panel.getByText('Please answer this question.').waitFor()
    await panel.getByLabel('Why').fill('The panel saw the supervision notes.')
    await panel.getByRole('button', { name: 'Rate and accept' }).click()
    const judgement = panel.getByRole('region', { name: 'The panel’s judgement' })
    await judgement.getByText('Requires improvement (2 of 4)').waitFor()
    await judgement.getByText('High (2 of 2)').waitFor()
    await judgement.getByText('The panel saw the supervision notes.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
  })

  it('is accessible with a form open in every theme, and fits a screen 320 pixels wide', async () => {
    for (const theme of themes) {
      const { page, panel } = await panelOf('police', { theme })
      await panel.getByRole('button', { name: 'Not known to our agency' }).waitFor()
      await panel.getByRole('button', { name: 'More' }).click()
      await panel.getByRole('button', { name: 'Ask for more time' }).click()
      await panel.getByRole('button', { name: 'Ask for more time' }).click()
      await panel.getByText('Please give the date.').waitFor()
      assert.deepEqual([theme, ...(await faultsOf(page, theme === 'default' ? 'everything' : 'contrast'))], [theme])
      await page.setViewportSize({ width: 320, height: 640 })
      assert.equal(await sidewaysOf(page), 0)
    }
  })

  it('shows a question with its answer, parts and with whom it is', async () => {
    tab.ports.keepRound(
      buildRound(),
      buildDefinition({ parts: [{ id: 'practice', title: 'The practitioner’s part', by: 'practitioner' }] }),
    )
    const asked = done('Pat Police', '2026-11-30T10:00:00.000Z')
    tab.ports.replace(
      buildView({
        question: { text: 'Which period?', asked, answer: { ...done('Sam Sample', asked.at), text: 'The last year.' } },
        handed: { ...asked, to: { oid: 'robin', tid: 'sample', name: 'Robin Beat' } },
        parts: [{ part: 'practice', to: { oid: 'robin', tid: 'sample', name: 'Robin Beat' }, invited: asked }],
      }),
    )
    const { panel } = await panelOf('police')
    await panel.getByText('The last year.').waitFor()
    await panel.getByText('Handed to Robin Beat by Pat Police, 30 Nov 2026').waitFor()
    await panel.getByRole('region', { name: 'Parts' }).getByText('Not yet').waitFor()
    assert.equal((await tab.get(police, `/api/${request}`)).status, 200)
  })
})
