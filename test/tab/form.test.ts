import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser, Page } from 'playwright-core'
import { samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildView } from '../support/build-request.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab } from './opened-tab.ts'

const { police } = samplePeople
const key = buildRequest().key
const form = `form?key=${encodeURIComponent(key)}`
const sample = buildDefinition()
const definition = buildDefinition({
  fields: [
    ...sample.fields,
    buildField({ id: 'recognised', type: 'yes-no', section: 'judgement', label: 'Was it recognised?' }),
    buildField({
      id: 'when',
      type: 'date',
      section: 'judgement',
      label: 'When was it recognised?',
      rules: [{ rule: 'show-when', field: 'recognised', is: 'yes' }],
    }),
  ],
})
const deadline = { timeout: 10_000 }

describe('The form', function () {
  this.timeout(60_000)
  let browser: Browser
  let tab: OpenedTab
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    tab = await openTab(browser, { definitions: { 'hash-1': definition }, views: [buildView()] })
  })
  afterEach(async () => {
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })
  const type = (page: Page, words: string) => page.getByLabel('What was daily life like?').fill(words)
  const next = (page: Page, name = 'Next') => page.getByRole('button', { name, exact: true }).click()
  const fillIn = async (page: Page) => {
    await type(page, 'Evenings away from home.')
    await next(page)
    await next(page)
    await page.getByLabel('Good').check()
    await next(page, 'Review')
  }

  it('is saved as typed and survives a reload', async () => {
    const page = await tab.open('police', form)
    await type(page, 'Half a sent')
    await page.getByText('Saved 12:00').waitFor(deadline)
    await page.reload()
    assert.equal(await page.getByLabel('What was daily life like?').inputValue(), 'Half a sent')
  })

  it('says when what was typed could not be saved, keeps it, and goes on trying', async () => {
    const page = await tab.open('police', form)
    await page.route('**/api/draft', (route) => route.abort())
    await type(page, 'Typed on a train')
    await page.getByText('Your words are on this page; trying again.').waitFor(deadline)
    assert.equal(await page.getByLabel('What was daily life like?').inputValue(), 'Typed on a train')
    await page.unroute('**/api/draft')
    await page.getByText('Saved 12:00').waitFor(deadline)
    assert.deepEqual((await tab.get(police, `/api/${form}`)).body['raw'], { 'daily-life': 'Typed on a train' })
  })

  it('says what is wrong beside the field and in a summary that leads there; then takes the return and says so', async () => {
    const page = await tab.open('police', form)
    await next(page)
    await page.getByRole('button', { name: 'Add an entry' }).click()
    assert.equal(await page.evaluate('document.activeElement?.id'), 'q-events-0-date')
    await page.getByLabel('What happened').fill('Missing overnight')
    await next(page)
    await page.getByLabel('Good').check()
    await next(page, 'Review')
    await page.getByRole('button', { name: 'Submit return' }).click()

    const problems = page.getByRole('region', { name: '2 answers need another look' })
    await problems.waitFor()
    assert.equal(await page.evaluate('document.activeElement?.className'), 'problems')
    await problems.getByText('Entry 1 of the chronology needs a date that exists.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await problems.getByRole('link', { name: 'What was daily life like?' }).click()
    await page.getByText('Please answer this question.').waitFor()
    assert.equal(await page.evaluate('document.activeElement?.id'), 'q-daily-life')
    assert.deepEqual(await faultsOf(page), [])

    await type(page, 'Evenings away from home.')
    await next(page)
    await page.getByLabel('Date of entry 1').fill('2026-03-02')
    await next(page)
    await next(page, 'Review')
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Received at 12:00. You can close this.').waitFor()
    const [move] = tab.ports.submitted
    assert.deepEqual(move?.command, {
      do: 'return',
      answers: {
        'daily-life': 'Evenings away from home.',
        events: [{ date: '2026-03-02', what: 'Missing overnight' }],
        grade: 3,
      },
    })
  })

  it('shows how far each page is, and goes back and forward with the browser', async () => {
    const page = await tab.open('police', form)
    const steps = page.getByRole('navigation', { name: 'Pages of the form' }).first()
    await steps.getByRole('link', { name: 'Judgement – not started' }).waitFor()
    await fillIn(page)
    await steps.getByRole('link', { name: 'Judgement – complete' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Judgement', level: 2 }).waitFor()
    assert.ok(await page.getByLabel('Good').isChecked())
  })

  it('asks a question only where another was answered so', async () => {
    const page = await tab.open('police', `${form}&step=judgement`)
    await page.getByText('Was it recognised?').waitFor()
    assert.equal(await page.getByLabel('When was it recognised?').count(), 0)
    await page.getByLabel('Yes').check()
    await page.getByLabel('When was it recognised?').fill('2026-02-01')
    await page.getByLabel('No', { exact: true }).check()
    assert.equal(await page.getByLabel('When was it recognised?').count(), 0)
  })

  it('says how near a text is to its limit, and never cuts it', async () => {
    const page = await tab.open('police', form)
    await type(page, 'a'.repeat(1_900))
    await page.getByText('1,900 of 2,000 characters').waitFor()
    await type(page, 'a'.repeat(2_010))
    await page.getByText('10 characters too many; please keep it to 2,000.').waitFor()
    assert.equal((await page.getByLabel('What was daily life like?').inputValue()).length, 2_010)
    // The fault appears as the field is left for the button, which must not be missed because the page moved.
    await next(page)
    await page.getByRole('heading', { name: 'Chronology', level: 2 }).waitFor()
    await page
      .getByRole('link', { name: /lived experience – needs another look/ })
      .first()
      .waitFor()
  })

  it('makes one move of a double click, and of another try after an answer that was lost', async () => {
    const page = await tab.open('police', form)
    await fillIn(page)
    let lost = 0
    await page.route('**/api/moves', async (route) => {
      lost += 1
      if (lost > 1) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Submit return' }).dblclick()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Received at 12:00. You can close this.').waitFor()
    assert.equal(new Set(tab.ports.submitted.map(({ id }) => id)).size, 1)
    assert.equal((await tab.get(police, `/api/request?key=${encodeURIComponent(key)}`)).body['revision'], 2)
  })

  it('tells who submits second who answered and when, and keeps the words to copy', async () => {
    const page = await tab.open('police', form)
    await fillIn(page)
    const answers = { 'daily-life': 'I was first.', grade: 1 }
    await tab.send(police, 'POST', '/api/moves', { id: 'move-first', key, base: 1, command: { do: 'return', answers } })
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Pat Police returned this on 1 Dec 2026, 12:00.').waitFor()
    const kept = await page.getByLabel('Your words, kept here to copy').inputValue()
    assert.match(kept, /What was daily life like\?\n {2}Evenings away from home\./)
  })

  it('shows a return already made, read-only, with who and when, and lets it be corrected', async () => {
    const answers = { 'daily-life': 'The first words.', grade: 1 }
    await tab.send(police, 'POST', '/api/moves', { id: 'move-first', key, base: 1, command: { do: 'return', answers } })
    tab.ports.file()
    const page = await tab.open('police', form)
    await page.getByText('Pat Police returned this on 1 Dec 2026, 12:00.').waitFor()
    await page.getByText('The first words.').waitFor()
    assert.equal(await page.getByRole('textbox').count(), 0)
    await page.getByRole('button', { name: 'Correct this return' }).click()
    await type(page, 'Better words.')
    await page
      .getByRole('navigation', { name: 'Pages of the form' })
      .first()
      .getByRole('link', { name: 'Review and submit' })
      .click()
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Received at 12:00').waitFor()
    assert.equal(tab.ports.submitted.at(-1)?.base, 2)
  })

  it('asks for the case key first, and opens once it is confirmed', async () => {
    const { keyConfirmed: _, ...request } = buildRequest()
    tab.ports.replace({ request, waiting: [] })
    const page = await tab.open('police', form)
    assert.equal(await page.getByLabel('What was daily life like?').count(), 0)
    await page.getByRole('button', { name: 'I have the case key' }).click()
    await page.getByLabel('What was daily life like?').waitFor()
  })

  it('asks which case where more than one is open, and goes on by itself where one is', async () => {
    const page = await tab.open('police', 'form?round=exploited-2026&agency=police')
    await page.getByLabel('What was daily life like?').waitFor()
    tab.ports.replace(buildView({ caseRef: 'c-9m2x' }))
    const other = await tab.open('police', 'form?round=exploited-2026&agency=police')
    await other.getByRole('link', { name: /C-9M2X/ }).click()
    await other.getByRole('heading', { name: /^Case C-9M2X/ }).waitFor()
  })

  it('stands every free text beside what must not be written and where to turn when somebody is at risk', async () => {
    const page = await tab.open('police', form)
    await page.getByText('no names, initials or dates of birth').waitFor()
    await page.getByText('If someone is at risk now, call 999').waitFor()
  })
})
