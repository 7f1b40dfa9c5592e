import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { after, before, describe, it } from 'mocha'
import type { Answers } from '../../assurance/definition.ts'
import { states } from '../../assurance/request.ts'
import { type ByHand, byHand } from '../support/by-hand.ts'
import { quickWaits } from '../support/quick-waits.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import type { Somebody } from '../support/somebody.ts'
import { until } from '../support/until.ts'
import { sampleRounds } from './history.ts'
import { actorsOf, type Burst, commandOf, type Hand, races, type Step } from './races.ts'
import { raceAmiss, type Sent } from './small-model.ts'
import { openRequests } from './traffic.ts'

const agencies = ['police', 'gwh', 'childrens-social-care']

describe('Races over one request, beside a small model of the table of moves', function () {
  this.timeout(180_000)
  let sightline: RunningSightline
  let hand: ByHand
  const people = new Map<string, Somebody>()
  const free: { readonly key: string; readonly agency: string; readonly round: string }[] = []
  const sample = sampleRounds()
  let count = 0

  before(async () => {
    sightline = await runningSightline({}, { ...quickWaits, tries: 100 })
    hand = byHand(sightline, sightline.pool)
    const opened = await openRequests(sightline, sample)
    free.push(...opened.filter(({ agency }) => agencies.includes(agency)))
    for (const agency of agencies)
      for (const person of actorsOf(agency)) if (!people.has(person)) people.set(person, await sightline.as(person))
    await sightline.settle()
  })
  after(() => sightline.end())

  const answersTo = (round: string): Answers =>
    sample.answers.find((one) => one.command.do === 'return' && one.round === round)?.command['answers'] as Answers

  const strike = (fault: Burst['fault']) => {
    const { faults } = sightline.localGraph
    const row = ({ method, inBatch }: { method: string; inBatch: boolean }) => inBatch && method === 'PATCH'
    const whole = ({ url }: { url: string }) => url.startsWith('/$batch')
    if (fault === 'throttled') faults.add({ kind: 'answer', status: 429, retryAfter: 2, times: 2, match: row })
    if (fault === 'unavailable') faults.add({ kind: 'answer', status: 503, retryAfter: 1, times: 2, match: row })
    if (fault === 'reply lost') faults.add({ kind: 'drop', when: 'after', match: whole })
    if (fault === 'dropped') faults.add({ kind: 'drop', when: 'before', match: whole })
  }

  const waitingFor = async (key: string) => {
    const { rows } = await sightline.pool.query<{ id: string; why: string | null }>(
      'select id, why from sightline.pending_move where key = $1',
      [key],
    )
    return rows
  }
  const eventsOf = async (key: string) => (await hand.rows('Events')).filter((event) => event['RequestKey'] === key)
  const isState = (text: unknown) => states.some((state) => state === text)

  /** Filed, and its facts copied: nothing of it is under way any more. */
  const settles = (key: string) =>
    until(async () => {
      if ((await waitingFor(key)).length > 0) return false
      const row = await hand.row(key)
      return !row || (await eventsOf(key)).length === row['Revision']
    }, `${key} settles`)

  const playRace = async (bursts: readonly Burst[]) => {
    const one = free.pop()
    assert.ok(one, 'no request is left to race over')
    const { key, agency, round } = one
    const actors = actorsOf(agency)
    const sent: Sent[] = []
    let good = 'asked'

    const byTab = async ({ who, doing, afterMs }: Step, base: number) => {
      await pause(afterMs)
      count += 1
      const id = `race-${String(count).padStart(6, '0')}`
      const person = actors[who] ?? ''
      const words = `words of ${id}`
      const command = commandOf(doing, words, answersTo(round))
      const { status, body } = (await people.get(person)?.api('moves', { id, key, base, command })) ?? {}
      sent.push({ id, who: person, doing, words, status: status ?? 0, say: JSON.stringify(body) })
    }
    const manually = async (what: Hand | undefined) => {
      const row = await hand.row(key)
      if (isState(row?.['State'])) good = String(row?.['State'])
      if (what === 'withdrawn') await hand.change(key, { State: 'withdrawn', Reason: 'The SSU withdrew it by hand.' })
      // SharePoint's list takes none but its own states, so what a slip leaves is none at all.
      if (what === 'emptied') await hand.change(key, { State: null })
      if (what === 'due') await hand.change(key, { DueOn: '2026-12-11T00:00:00Z' })
      if (what === 'deleted') await hand.remove(key)
    }

    for (const { steps, hand: what, fault, settles: waits } of bursts) {
      const base = Number((await hand.row(key))?.['Revision'] ?? 0)
      strike(fault)
      await Promise.all([...steps.map((step) => byTab(step, base)), manually(what)])
      sightline.localGraph.faults.clear()
      if (waits) await settles(key)
    }
    await settles(key)
    const row = await hand.row(key)
    // The SSU mends its slip.
    if (row && !isState(row['State'])) await hand.change(key, { State: good })
    const superseded = (await hand.rows('Superseded')).filter((fields) => String(fields['RequestKey']).startsWith(key))
    const { rows } = await sightline.pool.query<{ told: string }>(
      `select string_agg(activity::text, ' ') as told from local_teams.message where author->>'bot' = 'true'`,
    )
    return raceAmiss({
      key,
      sent,
      versions: await hand.versions(key),
      events: await eventsOf(key),
      superseded,
      waiting: await waitingFor(key),
      told: rows[0]?.told ?? '',
    })
  }

  it('end in one outcome, of which everyone is told the truth and in which no submitted word is lost', () =>
    fc.assert(
      fc.asyncProperty(races, async (bursts) => {
        assert.deepEqual(await playRace(bursts), [])
      }),
      { numRuns: 25, seed: 20261121, endOnFailure: true },
    ))
})
