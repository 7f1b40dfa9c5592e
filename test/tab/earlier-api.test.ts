import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Definition } from '../../assurance/definition.ts'
import type { Round } from '../../assurance/record.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { buildDefinition, buildField, buildRequest, buildRound, buildView } from '../support/build-request.ts'
import { type StartedTab, startTab } from './started-tab.ts'

const { police, ssu } = samplePeople
const sections: Definition['sections'] = [{ id: 'q', kind: 'general', title: 'Early help' }]
const field = (id: string, label: string) =>
  buildField({ id, type: 'long-text', section: 'q', label, rules: [{ rule: 'required' }] })
const count = buildField({
  id: 'plans',
  type: 'count',
  section: 'q',
  label: 'Plans open',
  rules: [{ rule: 'steady', times: 2, explain: 'why' }],
})
const why = buildField({ id: 'why', type: 'long-text', section: 'q', label: 'Why it moved' })
const then = buildDefinition({
  sections,
  fields: [field('done', 'What was done?'), field('next', 'What is next?'), count, why],
})
const now = buildDefinition({
  sections,
  fields: [field('done', 'What was done?'), field('next', 'What comes next, and when?'), count, why],
})

const kind = 'assurance-request'
const before = buildRequest({
  kind,
  round: 'q1',
  definition: 'hash-then',
  state: 'accepted',
  issuedOn: '2026-06-01',
  returned: { by: police, at: '2026-07-02T10:00:00.000Z' },
  answers: { done: 'Supervision was changed.', next: 'Train everybody.', plans: 40 },
})
const today = buildRequest({ kind, round: 'q2', definition: 'hash-now', issuedOn: '2026-10-05' })
const round = (over: Partial<Round>) => buildRound({ kind, family: before.family, ...over })

const withTab = async (afresh: boolean, work: (tab: StartedTab) => Promise<void>) => {
  const tab = await startTab({
    rounds: [round({ id: 'q1', title: 'Early help', period: 'Q1 2026-27' }), round({ id: 'q2', afresh })],
    definitions: { 'hash-then': then, 'hash-now': now },
    views: [buildView(before), buildView(today)],
  })
  try {
    await work(tab)
    assert.deepEqual(tab.faults, [])
  } finally {
    await tab.close()
  }
}
const formOf = async (tab: StartedTab, person = police) =>
  (await tab.get(person, `/api/form?key=${encodeURIComponent(today.key)}`)).body
const submit = (tab: StartedTab, command: object) =>
  tab.send(police, 'POST', '/api/moves', {
    id: 'move-0001',
    key: today.key,
    base: 1,
    command: { do: 'return', ...command },
  })
const answers = { done: 'Supervision was changed.', next: 'By March.', plans: 41 }

describe('An earlier answer, through the tab’s API', () => {
  it('is offered with where and when it was given, and not where the question has changed', () =>
    withTab(false, async (tab) => {
      const offer = (await formOf(tab))['offer'] as { from: string; on: string; answers: object; changed: string[] }
      assert.deepEqual([offer.from, offer.on], ['Early help, Q1 2026-27', '2026-07-02'])
      assert.deepEqual(offer.answers, { done: 'Supervision was changed.', plans: 40 })
      assert.ok(offer.changed.includes('next'))
      assert.equal((await formOf(tab, ssu))['offer'], undefined)
    }))

  it('is kept as the source of what was started from it, whatever source the page claims', () =>
    withTab(false, async (tab) => {
      assert.equal((await submit(tab, { answers, reused: true })).status, 202)
      assert.deepEqual(tab.ports.submitted[0]?.command, {
        do: 'return',
        answers,
        reused: { from: 'Early help, Q1 2026-27', on: '2026-07-02' },
      })
      const { body } = await tab.get(police, `/api/request?key=${encodeURIComponent(today.key)}`)
      assert.deepEqual(body['reused'], { from: 'Early help, Q1 2026-27', on: '2 Jul 2026' })
    }))

  it('is not offered, nor taken as a source, where the SSU asks afresh', () =>
    withTab(true, async (tab) => {
      assert.equal((await formOf(tab))['offer'], undefined)
      assert.equal((await submit(tab, { answers, reused: true })).status, 202)
      assert.deepEqual(tab.ports.submitted[0]?.command, { do: 'return', answers })
    }))

  it('is what numbers are held against: an odd one is queried until it is explained', () =>
    withTab(true, async (tab) => {
      assert.deepEqual((await formOf(tab))['earlier'], { plans: 40 })
      const odd = await submit(tab, { answers: { ...answers, plans: 400 } })
      assert.equal(odd.status, 422)
      assert.match(JSON.stringify(odd.body['faults']), /This is 400; last time it was 40/)
      const explained = { ...answers, plans: 400, why: 'A second team was counted for the first time.' }
      assert.equal((await submit(tab, { answers: explained })).status, 202)
    }))
})
