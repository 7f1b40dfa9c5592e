import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import pg from 'pg'
import { practitionerQuestionnaire } from '../../assurance/kinds/practitioner-questionnaire/kind.ts'
import type { Tool } from '../../assurance/partnership.ts'
import type { Issue } from '../../assurance/plan-round.ts'
import { createStandingRound } from '../../bot/rounds/standing-round.ts'
import { anActor, ssu } from '../support/build-work.ts'
import { type IssuingRoom, issuingRoom, swindon } from '../support/issuing-room.ts'
import { until } from '../support/until.ts'

const everyone = swindon.agencies.filter(({ asked }) => asked).map(({ id }) => id)
let named = 0
const anIssue = (over: Partial<Issue> = {}): Issue => {
  named += 1
  return {
    kind: 'assurance-request',
    title: `Embedding the learning ${named}`,
    group: 'qa',
    items: [{ title: 'Chronologies are kept' }],
    agencies: everyone,
    cases: [],
    issuedOn: '2026-10-05',
    dueOn: '2026-12-02',
    sample: false,
    ...over,
  }
}
const manyCases = (count: number): Issue['cases'] =>
  Array.from({ length: count }, (_, at) => ({ ref: `C-${String(at).padStart(4, '0')}`, agencies: everyone }))

describe('Issuing in the background', function () {
  this.timeout(120_000)
  let started: IssuingRoom
  before(async () => {
    started = await issuingRoom()
  })
  after(() => started.close())
  const keysOf = async (round: string) =>
    (await started.room.views.views({ round })).map(({ request }) => request.key).toSorted()
  const taken = async (rounds: ReturnType<IssuingRoom['another']>, issue: Issue) => {
    const issued = await rounds.issue(issue, ssu)
    if ('faults' in issued) assert.fail(JSON.stringify(issued.faults))
    return issued.progress
  }

  it('plans without doing anything: no job, no row', async () => {
    const rounds = started.another()
    const planned = await rounds.plan(anIssue(), ssu)
    assert.ok('plan' in planned && planned.plan.requests.length === everyone.length)
    assert.deepEqual(await keysOf(planned.plan.round.id), [])
    assert.equal(await rounds.progress(planned.plan.round.id), undefined)
  })

  it('is taken on before it is filed, then files each request once and says so', async () => {
    const rounds = started.another()
    const before = await taken(rounds, anIssue())
    assert.deepEqual([before.state, before.of], ['issuing', everyone.length])
    await rounds.settled()
    assert.deepEqual(await rounds.progress(before.round), { ...before, state: 'issued', asked: everyone.length })
    assert.equal((await keysOf(before.round)).length, everyone.length)
    assert.deepEqual(started.asked.slice(-everyone.length).toSorted(), everyone.toSorted())
  })

  it('goes on after a restart from where the process ended, and asks nobody twice', async () => {
    const issue = anIssue({ kind: 'audit-return', tool: 'ce-children-2026', cases: manyCases(12) })
    const whole = 12 * everyone.length
    let chunks = 0
    const pool = new pg.Pool({ connectionString: started.site.database.url, application_name: 'dying' })
    pool.on('error', () => undefined)
    const dying = started.another({
      pool,
      filing: {
        ...started.record,
        fileRequests: async (writes) => {
          chunks += 1
          if (chunks > 1) throw new Error('the process ended')
          return started.record.fileRequests(writes)
        },
      },
      // Never comes back from waiting, as a process that is gone.
      wait: () => new Promise(() => undefined),
    })
    const { round } = await taken(dying, issue)
    await until(async () => chunks > 1, 'the second chunk')
    const some = (await keysOf(round)).length
    assert.ok(some > 0 && some < whole, `${some} of ${whole}`)

    // The lock of a process that has died goes with its connection.
    await started.site.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dying'`,
    )
    const next = started.another()
    await next.resume()
    await next.settled()
    assert.equal((await next.progress(round))?.state, 'issued')
    assert.equal((await keysOf(round)).length, whole)
    const { rows } = await started.site.database.pool.query(
      `select count(*)::int as n from sightline.issuing where state = 'issuing'`,
    )
    assert.equal(rows[0]?.n, 0)
  })

  it('by three processes at once files each request once', async () => {
    const issue = anIssue()
    const all = [started.another(), started.another(), started.another()]
    const [first] = await Promise.all(all.map((rounds) => taken(rounds, issue)))
    await Promise.all(all.map((rounds) => rounds.resume()))
    await Promise.all(all.map((rounds) => rounds.settled()))
    assert.equal((await keysOf(first?.round ?? '')).length, everyone.length)
    assert.equal((await all[2]?.progress(first?.round ?? ''))?.state, 'issued')
  })

  it('waits out a busy SharePoint, and lost answers, and tells nothing twice', async () => {
    let calls = 0
    const rounds = started.another({
      filing: {
        ...started.record,
        fileRequests: async (writes) => {
          calls += 1
          if (calls === 1) return writes.map(() => ({ is: 'busy' as const, afterMs: 50 }))
          const outcomes = await started.record.fileRequests(writes)
          return calls === 2 ? outcomes.map(() => ({ is: 'unknown' as const, why: 'the answer was lost' })) : outcomes
        },
      },
    })
    const { round } = await taken(rounds, anIssue())
    await rounds.settled()
    assert.deepEqual((await rounds.progress(round))?.state, 'issued')
    assert.equal((await keysOf(round)).length, everyone.length)
  })

  it('stops with a sentence where SharePoint refuses, and holds up no other round', async () => {
    const refusing = started.another({
      filing: {
        ...started.record,
        fileRequests: async (writes) =>
          writes[0]?.request.round.includes('poison')
            ? writes.map(() => ({ is: 'refused' as const, why: 'The list is full.' }))
            : started.record.fileRequests(writes),
      },
    })
    const bad = await taken(refusing, anIssue({ title: 'Poison' }))
    const good = await taken(refusing, anIssue())
    await refusing.settled()
    const stopped = await refusing.progress(bad.round)
    assert.equal(stopped?.state, 'stopped')
    assert.match(stopped?.say ?? '', /^SharePoint refused a request: The list is full\..*nobody is asked twice\.$/)
    assert.equal((await refusing.progress(good.round))?.state, 'issued')
    const again = started.another()
    await taken(again, anIssue({ title: 'Poison' }))
    await again.settled()
    assert.equal((await again.progress(bad.round))?.state, 'issued')
  })

  it('stops after its tries where nothing answers, rather than for ever', async () => {
    const rounds = started.another({
      provisionDefinition: async () => {
        throw new Error('no answer from SharePoint')
      },
    })
    const { round } = await taken(rounds, anIssue())
    await rounds.settled()
    const stopped = await rounds.progress(round)
    assert.match(stopped?.say ?? '', /did not take it for a long time/)
  })

  it('asks people under a pseudonym that nobody can tell them by', async () => {
    const person = {
      ...anActor('Rowan Vale', { role: 'practitioner', agency: 'police' }),
      id: 'rowan',
      about: '',
      sample: true,
    }
    const tool: Tool = {
      id: 'confidence',
      kind: practitionerQuestionnaire.id,
      title: 'Confidence in early help',
      version: 1,
      questions: practitionerQuestionnaire.sections
        .filter(({ needed }) => needed)
        .map(({ id, titles: [section = ''] }, order) => ({
          id,
          order,
          section,
          text: 'How confident are you?',
          type: 'long text',
          rules: ['required'],
        })),
    }
    const partnership = { ...swindon, people: [person], tools: [tool] }
    const views = { ...started.room.views, partnership: async () => partnership }
    const issue = anIssue({ kind: tool.kind, tool: tool.id, people: ['rowan'], anonymous: true })
    const planned = await started.another({ views }).plan(issue, ssu)
    if ('faults' in planned) assert.fail(JSON.stringify(planned.faults))
    const [request] = planned.plan.requests
    assert.equal(request?.person, undefined)
    assert.match(request?.pseudonym ?? '', /^p-[a-z0-9]+$/)
    assert.doesNotMatch(JSON.stringify(request), /rowan/i)
  })

  it('draws references no request of any round has had, none like another and none to be mistaken', async () => {
    const rounds = started.another()
    const before = new Set((await started.room.views.views()).flatMap(({ request }) => request.caseRef ?? []))
    const refs = await rounds.freshRefs(200)
    assert.equal(new Set(refs).size, 200)
    for (const ref of refs) {
      assert.match(ref, /^C-[^\WAEIOULSZ0125_8a-z]{4}$/)
      assert.ok(!before.has(ref))
    }
  })
})

describe('Closing a round', function () {
  this.timeout(120_000)
  let started: IssuingRoom
  before(async () => {
    started = await issuingRoom()
  })
  after(() => started.close())
  const rowan = anActor()
  const asked = async () => {
    const rounds = started.another()
    const issued = await rounds.issue(anIssue(), ssu)
    if ('faults' in issued) assert.fail(JSON.stringify(issued.faults))
    await rounds.settled()
    const { round } = issued.progress
    const [view] = await started.room.views.views({ round, agency: 'police' })
    const key = view?.request.key ?? ''
    await started.room.drafts.save(key, rowan, { words: 'Half a sentence' })
    return { rounds, round, key }
  }
  const roundOf = async (id: string) => (await started.room.views.rounds()).find((one) => one.id === id)

  it('drops the drafts of its requests and of no others, and can be taken back', async () => {
    const [mine, other] = [await asked(), await asked()]
    assert.deepEqual(await mine.rounds.change(mine.round, 'close', ssu), { done: true })
    assert.equal((await roundOf(mine.round))?.closed, true)
    assert.equal(await started.room.drafts.read(mine.key, rowan), undefined)
    assert.ok(await started.room.drafts.read(other.key, rowan))
    assert.deepEqual(await mine.rounds.change(mine.round, 'reopen', ssu), { done: true })
    assert.equal((await roundOf(mine.round))?.closed, false)
  })

  it('by hand in SharePoint drops the drafts just the same', async () => {
    const { rounds, round, key } = await asked()
    await started.record.changeRound(round, { closed: true })
    await rounds.resume()
    assert.equal(await started.room.drafts.read(key, rowan), undefined)
  })

  it('is beside releasing, which can be held back again', async () => {
    const { rounds, round } = await asked()
    await rounds.change(round, 'release', ssu)
    assert.deepEqual([(await roundOf(round))?.released, (await roundOf(round))?.closed], [true, false])
    await rounds.change(round, 'hold-back', ssu)
    assert.equal((await roundOf(round))?.released, false)
  })

  it('says what to do where SharePoint does not answer, or there is no such round', async () => {
    const { round } = await asked()
    const quiet = started.another({
      filing: { ...started.record, changeRound: async () => ({ is: 'busy', afterMs: 1_000 }) },
    })
    const came = await quiet.change(round, 'close', ssu)
    assert.match('refusal' in came ? came.refusal.say : '', /Try again in a minute/)
    const none = await quiet.change('never-issued', 'close', ssu)
    assert.match('refusal' in none ? none.refusal.say : '', /no such round/)
  })
})

describe('The round in which agencies share early', function () {
  this.timeout(120_000)

  it('is made with its list when first needed, once however many need it at the same moment', async () => {
    const started = await issuingRoom()
    try {
      let made = 0
      const room = {
        ...started.room,
        provisionDefinition: async (definition: Parameters<typeof started.room.provisionDefinition>[0]) => {
          made += 1
          await started.room.provisionDefinition(definition)
        },
      }
      const processes = [createStandingRound(room), createStandingRound(room)]
      const all = await Promise.all([...processes, ...processes].map((standing) => standing('early-share')))
      assert.deepEqual([made, new Set(all.map(({ round }) => round.id)).size], [1, 1])
      assert.equal((await started.room.views.rounds()).length, 1)
      const [first] = all
      assert.deepEqual((await started.room.views.definition(first?.round.definition ?? ''))?.kind, 'early-share')
      await processes[0]?.('early-share')
      assert.equal(made, 1)
      await assert.rejects(async () => processes[0]?.('audit-return'), /not opened by agencies/)
    } finally {
      await started.close()
    }
  })
})
