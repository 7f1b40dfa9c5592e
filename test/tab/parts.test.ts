import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'mocha'
import type { Browser, Page } from 'playwright-core'
import { samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { faultsOf, type OpenedTab, openBrowser, openTab, sidewaysOf, themes } from './opened-tab.ts'

const { police } = samplePeople
const key = buildRequest().key
const form = `form?key=${encodeURIComponent(key)}`
const required = { rule: 'required' } as const
const definition = buildDefinition({
  parts: [{ id: 'practice', title: 'The practitioner’s part', by: 'practitioner' }],
  sections: [
    { id: 'lived', kind: 'line-of-enquiry', title: 'The individual’s lived experience' },
    { id: 'practice', kind: 'practitioner', title: 'The practitioner’s perspective', part: 'practice' },
    { id: 'proof', kind: 'general', title: 'Evidence' },
  ],
  fields: [
    buildField({ id: 'daily-life', type: 'long-text', label: 'What was daily life like?', rules: [required] }),
    buildField({ id: 'helped', type: 'long-text', section: 'practice', label: 'What helped?', rules: [required] }),
    buildField({ id: 'files', type: 'evidence', section: 'proof', label: 'What shows it' }),
  ],
})
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nsample\n%%EOF\n') })

describe('A return in parts and with evidence', function () {
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
  const next = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  it('is written by who was invited, seen by nobody until handed in, and then stands in its place under their name', async () => {
    const manager = await tab.open('police', form)
    await manager.getByRole('button', { name: 'Invite a colleague' }).click()
    await manager.getByRole('radio', { name: 'The practitioner’s part' }).check()
    await manager.getByRole('radio', { name: 'Robin Beat (practitioner)' }).check()
    assert.deepEqual(await faultsOf(manager), [])
    await manager.getByLabel('What was daily life like?').fill('Typed while inviting.')
    await next(manager, 'Invite')
    await manager.getByText('Robin Beat has been invited.').waitFor()
    await manager.getByText('1 of 1 not in yet.').waitFor()
    assert.equal(await manager.getByLabel('What was daily life like?').inputValue(), 'Typed while inviting.')

    const robin = await tab.open('policePractitioner', form)
    await robin.getByLabel('What helped?').fill('Somebody who stayed.')
    assert.equal(await robin.getByLabel('What was daily life like?').count(), 0)
    assert.deepEqual(await faultsOf(robin), [])
    await robin.getByText('Saved 12:00').waitFor()
    assert.equal((await tab.get(police, `/api/${form}`)).body['raw'] !== undefined, true)
    assert.doesNotMatch(JSON.stringify((await tab.get(police, `/api/${form}`)).body), /Somebody who stayed/)
    await next(robin, 'Review')
    await next(robin, 'Hand in my part')
    await robin.getByText('Received at 12:00. You can close this.').waitFor()
    await robin.getByText(/Whoever submits the return/).waitFor()

    // The manager's page follows by itself, and what they were typing stays.
    await manager.getByText('All parts are in').waitFor({ timeout: 15_000 })
    assert.equal(await manager.getByLabel('What was daily life like?').inputValue(), 'Typed while inviting.')
    await next(manager, 'Next')
    assert.equal(await manager.getByLabel('What helped?').inputValue(), 'Somebody who stayed.')
    await manager.getByText('From Robin Beat').waitFor()
    await next(manager, 'Next')
    await next(manager, 'Review')
    await manager.getByText('from Robin Beat').waitFor()
    assert.deepEqual(await faultsOf(manager), [])
    await next(manager, 'Submit return')
    await manager.getByText('Received at 12:00. You can close this.').waitFor()
    const { command } = tab.ports.submitted.at(-1) ?? {}
    assert.deepEqual(command?.do === 'return' && command.answers, {
      'daily-life': 'Typed while inviting.',
      helped: 'Somebody who stayed.',
    })
  })

  it('lets a part be opened again and handed in anew until the return is submitted', async () => {
    const robinRef = {
      oid: samplePeople.policePractitioner.oid,
      tid: samplePeople.policePractitioner.tid,
      name: 'Robin Beat',
    }
    const invited = { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-11-30T09:00:00.000Z' }
    tab.ports.replace(buildView({ parts: [{ part: 'practice', to: robinRef, invited }] }))
    const page = await tab.open('policePractitioner', form)
    await page.getByLabel('What helped?').fill('First words.')
    await next(page, 'Review')
    await next(page, 'Hand in my part')
    await page.getByText('Received at 12:00').waitFor()

    await page.reload()
    await page.getByText('You handed in your part on 1 Dec 2026, 12:00').waitFor()
    await page.getByText('First words.').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('button', { name: 'Open my part again' }).click()
    await page
      .getByRole('link', { name: /practitioner’s perspective/ })
      .first()
      .click()
    await page.getByText('On this page alone until you hand it in again').waitFor()
    await page.getByLabel('What helped?').fill('Better words.')
    assert.match(JSON.stringify((await tab.get(police, `/api/${form}`)).body['raw']), /First words/)
    await next(page, 'Review')
    await next(page, 'Hand in my part')
    await page.getByText('Received at 12:00').waitFor()
    assert.match(JSON.stringify((await tab.get(police, `/api/${form}`)).body['raw']), /Better words/)
  })

  it('takes several files, says what is wrong with one beside it, and removes one by keyboard', async () => {
    const page = await tab.open('police', `${form}&step=proof`)
    const chooser = page.locator('input[type=file]')
    await chooser.setInputFiles([
      pdf('plan.pdf'),
      { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ\u0000\u0000') },
      { name: 'nothing.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
      pdf('notes.pdf'),
    ])
    await page.getByRole('button', { name: 'Remove plan.pdf' }).waitFor()
    await page.getByRole('button', { name: 'Remove notes.pdf' }).waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'tool.exe' })
      .getByText(/not taken/)
      .waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'nothing.pdf' })
      .getByText(/is empty/)
      .waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.getByRole('button', { name: 'Leave tool.exe out' }).click()
    await page.getByRole('button', { name: 'Leave nothing.pdf out' }).click()
    assert.equal(await page.evaluate('document.activeElement?.id'), 'q-files-add')

    await page.getByRole('button', { name: 'Remove plan.pdf' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove plan.pdf' }).waitFor({ state: 'detached' })
    await page.waitForFunction('document.activeElement?.getAttribute("aria-label") === "Remove notes.pdf"')
    await page.getByText('Saved 12:00').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download notes.pdf' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'notes.pdf')
    assert.equal(tab.besides.files.size, 1)
  })

  it('keeps a file that did not get through, to be tried again, and hands nothing in while one is on its way', async () => {
    const page = await tab.open('police', form)
    await page.getByLabel('What was daily life like?').fill('Evenings away from home.')
    await next(page, 'Next')
    await page.getByLabel('What helped?').fill('Somebody who stayed.')
    await next(page, 'Next')
    let release: () => void = () => undefined
    const held = new Promise<void>((done) => {
      release = done
    })
    let times = 0
    await page.route('**/api/evidence?**', async (route) => {
      times += 1
      if (times === 1) return route.fulfill({ status: 503, json: { error: { say: 'The library is busy.' } } })
      await held
      return route.continue()
    })
    await page.locator('input[type=file]').setInputFiles([pdf('plan.pdf')])
    await page.getByText('The library is busy.', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await next(page, 'Review')
    await next(page, 'Submit return')
    await page.getByText('A file is still being added.').waitFor()
    assert.equal(tab.ports.submitted.length, 0)
    release()
    await page.getByText('plan.pdf', { exact: true }).waitFor()
    await next(page, 'Submit return')
    await page.getByText('Received at 12:00').waitFor()
    const { command } = tab.ports.submitted.at(-1) ?? {}
    assert.match(JSON.stringify(command), /"files":\[\{"name":"plan.pdf","item":"/)
  })

  it('is accessible in every theme with parts and files, and fits a screen 320 pixels wide', async () => {
    const invited = { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-11-30T09:00:00.000Z' }
    const to = { oid: 'robin', tid: 'sample', name: 'Robin Beat' }
    tab.ports.replace(buildView({ parts: [{ part: 'practice', to, invited }] }))
    for (const theme of themes) {
      const page = await tab.open('police', `${form}&step=proof`, { theme })
      await page
        .locator('input[type=file]')
        .setInputFiles([pdf('a-plan-with-quite-a-long-name-of-its-own-for-2026-27.pdf')])
      await page
        .getByRole('button', { name: /^Remove a-plan/ })
        .first()
        .waitFor()
      assert.deepEqual([theme, ...(await faultsOf(page, theme === 'default' ? 'everything' : 'contrast'))], [theme])
      await page.setViewportSize({ width: 320, height: 640 })
      assert.equal(await sidewaysOf(page), 0)
    }
  })
})

describe('Answers given before', function () {
  this.timeout(60_000)
  let browser: Browser
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())

  const fields = [
    buildField({ id: 'policy', type: 'long-text', label: 'What is your policy?', rules: [required] }),
    buildField({
      id: 'visits',
      type: 'count',
      label: 'Visits made',
      rules: [required, { rule: 'steady', times: 2, explain: 'why' }],
    }),
    buildField({ id: 'why', type: 'text', label: 'Why it changed' }),
  ]
  const then = buildDefinition({
    kind: 'assurance-request',
    fields,
    sections: [{ id: 'lived', kind: 'general', title: 'Policy' }],
  })
  const asked = buildField({ id: 'new', type: 'long-text', label: 'What is new?', rules: [required] })
  const now = { ...then, fields: [...fields, asked] }
  const shared = { kind: 'assurance-request', family: 'assurance-request', agency: 'police' }
  const earlier = buildView({
    ...shared,
    round: 'spring',
    definition: 'then',
    state: 'returned',
    issuedOn: '2026-08-01',
    returned: { by: { oid: police.oid, tid: police.tid, name: police.name }, at: '2026-09-02T10:00:00.000Z' },
    answers: { policy: 'We follow the written policy.', visits: 12 },
  })
  const today = buildView({ ...shared, round: 'autumn', definition: 'now' })
  const rounds = [
    buildRound({ id: 'spring', kind: 'assurance-request', title: 'Policies in spring', definition: 'then' }),
    buildRound({ id: 'autumn', kind: 'assurance-request', title: 'Policies in autumn', definition: 'now' }),
  ]

  it('are offered with source and date, need confirming again, and leave what changed to be answered afresh', async () => {
    const tab = await openTab(browser, { definitions: { then, now }, views: [earlier, today], rounds })
    const page = await tab.open('police', `form?key=${encodeURIComponent(today.request.key)}`)
    await page
      .getByText('You answered these questions on 2 Sept 2026 in Policies in spring: start from those answers?')
      .waitFor()
    await page.getByRole('button', { name: 'Start from those answers' }).click()
    assert.equal(await page.getByLabel('What is your policy?').inputValue(), 'We follow the written policy.')
    assert.equal(await page.getByLabel('What is new?').inputValue(), '')
    await page.getByText('Still empty, because the question was not answered then in these words:').waitFor()
    await page.getByText('Last time: 12').waitFor()
    assert.deepEqual(await faultsOf(page), [])

    await page.getByLabel('Visits made').fill('60')
    await page.getByLabel('What is new?').fill('Nothing.')
    await page.getByText('This is 60; last time it was 12.').waitFor()
    await page.getByLabel('Why it changed').fill('Two teams were joined.')
    await page.getByText('This is 60; last time it was 12.').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Please read them again and confirm it here.').waitFor()
    assert.equal(await page.evaluate('document.activeElement?.id'), 'reconfirm')
    assert.deepEqual(await faultsOf(page), [])
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Received at 12:00').waitFor()
    const { command } = tab.ports.submitted.at(-1) ?? {}
    assert.deepEqual(command?.do === 'return' && command.reused, { from: 'Policies in spring', on: '2026-09-02' })
    await tab.close()
    assert.deepEqual([tab.faults, tab.complaints], [[], []])
  })

  it('are not sent as reused where every one of them was written anew', async () => {
    const tab = await openTab(browser, { definitions: { then, now }, views: [earlier, today], rounds })
    const page = await tab.open('police', `form?key=${encodeURIComponent(today.request.key)}`)
    await page.getByLabel('What is your policy?').fill('A new policy since October.')
    await page.getByLabel('Visits made').fill('13')
    await page.getByLabel('What is new?').fill('The policy.')
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('button', { name: 'Submit return' }).click()
    await page.getByText('Received at 12:00').waitFor()
    const { command } = tab.ports.submitted.at(-1) ?? {}
    assert.equal(command?.do === 'return' && command.reused, undefined)
    await tab.close()
  })
})
