import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { addDays, londonMoment } from '../../assurance/dates.ts'
import type { Effect } from '../../assurance/effects.ts'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import { earlyShare } from '../../assurance/kinds/early-share/kind.ts'
import type { RungSent } from '../../assurance/ladder.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Command, Request } from '../../assurance/request.ts'
import { wanted } from '../../assurance/wanted.ts'
import type { Actor, Person } from '../../assurance/who.ts'
import { isWorkingDay } from '../../assurance/working-days.ts'
import { aMove, anActor, aPerson, aRequest, aRound, aView, england, police, ssu } from '../support/build-work.ts'
import { anyHistory, chair, colleague, commandFor, make, playHistory, practitioner } from './support/every-move.ts'

const lead = aPerson('Ines Farrow', { role: 'lead', agency: 'police' })
const representative = aPerson('Rowan Vale', { role: 'representative', agency: 'police' })
const chairs = aPerson('Noor Okafor', { role: 'chair', group: 'exploitation' })
const vice = aPerson('Ade Brook', { role: 'vice-chair', group: 'exploitation' })
const everybody = [representative, lead, chairs, vice]

const effectsAt = (
  at: Date,
  views: readonly View[],
  {
    people = everybody,
    sent = [],
    round = aRound(),
  }: { people?: readonly Person[]; sent?: readonly RungSent[]; round?: Round } = {},
): readonly Effect[] =>
  wanted({
    partnership: 'swindon',
    agency: police,
    people,
    calendar: england,
    rounds: [{ round, views, ladder: auditReturn.ladder }],
    sent,
    at,
  })
const sorts = (effects: readonly Effect[]) => effects.map(({ sort }) => sort)
const view = (request: Request): View => ({ request, waiting: [] })

/** The request after somebody did something on a day at a quarter past ten. */
const lay = (request: Request, command: Command, actor: Actor, day = '2026-11-12') => {
  const { request: laid, say } = make(request, { ...aMove(request, command, actor), on: `${day}T10:15:00.000Z` }, actor)
  assert.equal(say, undefined)
  return laid
}
const morning = (day: string) => londonMoment(day, 9 * 60)
const late: RungSent = { request: aRequest().key, rung: 5, dueOn: '2026-12-02' }

describe('Beyond the agency', () => {
  const released = lay(aRequest(), { do: 'release', rung: 10 }, ssu, '2026-12-17')
  const escalation = (request: Request, people: readonly Person[] = everybody, day = '2026-12-18') =>
    effectsAt(morning(day), [view(request)], { people, sent: [late] }).find(({ sort }) => sort === 'escalation')

  it('nothing goes until the SSU has released it, however late it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), (days) => {
        const effects = effectsAt(morning(addDays('2026-12-02', days)), [aView()], { sent: [late] })
        assert.ok(!sorts(effects).includes('escalation'))
        assert.ok(!sorts(effects).includes('digest'))
      }),
    )
  })

  it('it goes privately to the chair, once for the due date it was released for', () => {
    const effect = escalation(released)
    assert.deepEqual(effect?.place.in === 'chat' && effect.place.with?.name, 'Noor Okafor')
    assert.equal(effect?.key, `swindon/escalation:${released.key}:2026-12-02:10`)
    assert.equal(escalation(released, everybody, '2027-01-08')?.key, effect?.key)
  })

  it('it goes to the vice-chair where the chair is of that very agency, and says so where there is neither', () => {
    const own = { ...chairs, holds: [...chairs.holds, { role: 'manager' as const, agency: 'police' }] }
    const toVice = escalation(released, [own, vice])
    assert.equal(toVice?.place.in === 'chat' && toVice.place.with?.name, 'Ade Brook')
    const toNobody = escalation(released, [own])
    assert.ok(toNobody?.place.in === 'chat')
    assert.equal(toNobody.place.with, undefined)
    assert.match(toNobody.place.lacking, /Enter one there/)
  })

  it('it is owed no more once the answer, a new due date or the end of the round has come', () => {
    assert.equal(escalation(lay(released, commandFor('return', released), anActor())), undefined)
    const moved = lay(released, { do: 'set-due', dueOn: '2027-01-15', reason: 'Agreed.' }, ssu)
    assert.equal(escalation(moved), undefined)
    const closed = effectsAt(morning('2026-12-18'), [view(released)], { round: aRound({ closed: true }) })
    assert.deepEqual(sorts(closed), ['ask'])
  })
})

describe('A reminder the SSU asks for', () => {
  it('goes once a day for a round and channel, in the hours for reminders, while it is unanswered', () => {
    const reminded = lay(aRequest(), { do: 'remind' }, ssu)
    const keys = (request: Request, at: Date) =>
      effectsAt(at, [view(request)]).flatMap(({ sort, key }) => (sort === 'remind' ? [key] : []))
    assert.deepEqual(keys(reminded, londonMoment('2026-11-12', 11 * 60)), ['swindon/remind:test:police:2026-11-12'])
    assert.deepEqual(keys(reminded, morning('2026-11-13')), ['swindon/remind:test:police:2026-11-12'])
    assert.deepEqual(keys(reminded, londonMoment('2026-11-12', 20 * 60)), [])
    assert.deepEqual(keys(reminded, morning('2026-11-19')), [], 'a week on')
    assert.deepEqual(keys(lay(reminded, commandFor('return', reminded), anActor()), morning('2026-11-13')), [])
  })

  it('is one message for several cases reminded on one day', () => {
    const cases = ['c-1', 'c-2'].map((ref) =>
      aRequest({ key: `swindon/audit-return:test:${ref}:police`, caseRef: ref }),
    )
    const views = cases.map((request) => view(lay(request, { do: 'remind' }, ssu)))
    const reminders = effectsAt(londonMoment('2026-11-12', 12 * 60), views).filter(({ sort }) => sort === 'remind')
    assert.equal(reminders.length, 1)
    assert.equal(reminders[0]?.sort === 'remind' && reminders[0].views.length, 2)
  })
})

describe('Thanks', () => {
  const [one, two] = ['c-1', 'c-2'].map((ref) =>
    aRequest({ key: `swindon/audit-return:test:${ref}:police`, caseRef: ref }),
  )
  assert.ok(one && two)
  const answered = lay(one, commandFor('return', one), anActor())
  const both = [answered, lay(two, commandFor('return', two), anActor(), '2026-11-13')]
  const thanks = (requests: readonly Request[], day: string) =>
    effectsAt(morning(day), requests.map(view)).filter(({ sort }) => sort === 'thanks')

  it('come in the thread of the card when the last case is answered, and not before', () => {
    assert.deepEqual(thanks([answered, two], '2026-11-13'), [])
    const [thank] = thanks(both, '2026-11-13')
    assert.equal(thank?.key, 'swindon/thanks:test:police')
    assert.deepEqual(thank?.place, { in: 'thread', of: 'swindon/ask:test:police' })
  })

  it('have one key for ever, so that nobody is thanked twice, and are not sent days after', () => {
    const corrected = both.map((request) => lay(request, commandFor('return', request), anActor(), '2026-11-14'))
    assert.deepEqual(
      thanks(corrected, '2026-11-16').map(({ key }) => key),
      ['swindon/thanks:test:police'],
    )
    assert.deepEqual(thanks(both, '2026-11-17'), [])
  })

  it('do not come while an answer waits to be filed', () => {
    const waiting = [{ move: 'm', doing: 'return', at: '2026-11-13T10:00:00.000Z', by: anActor() }] as const
    const effects = effectsAt(morning('2026-11-13'), [{ request: answered, waiting }])
    assert.ok(!sorts(effects).includes('thanks'))
  })
})

describe('Notes in the thread of a card', () => {
  const refs = ['c-1', 'c-2', 'c-3']
  const cases = refs.map((ref) => aRequest({ key: `swindon/audit-return:test:${ref}:police`, caseRef: ref }))
  const notes = (requests: readonly Request[], day = '2026-11-12') =>
    effectsAt(londonMoment(day, 11 * 60), requests.map(view)).flatMap((effect) =>
      effect.sort === 'note' ? [effect] : [],
    )

  it('say together what happened to several cases in the same minute, and apart what did not', () => {
    const together = cases.map((request) => lay(request, commandFor('hand-over', request), anActor()))
    assert.deepEqual(
      notes(together).map(({ what, views, to }) => [what, views.length, to?.name]),
      [['handed', 3, colleague.name]],
    )
    const minuteLater = { ...aMove(aRequest(), commandFor('hand-over', aRequest())), on: '2026-11-12T10:16:00.000Z' }
    const apart = [...together.slice(1), ...cases.slice(0, 1).map((one) => make(one, minuteLater, anActor()).request)]
    assert.deepEqual(
      notes(apart).map(({ views }) => views.length),
      [2, 1],
    )
  })

  it('go to whoever they are for, by name', () => {
    const [request] = cases
    assert.ok(request)
    const told = (doing: Command['do'], from: Request, by: Actor) => {
      const [note] = notes([lay(from, commandFor(doing, from), by)]).toReversed()
      return [note?.what, note?.to?.name]
    }
    const asking = lay(request, commandFor('ask-question', request), colleagueWho('Kit Moss'))
    assert.deepEqual(told('answer-question', asking, ssu), ['answered', 'Kit Moss'])
    const more = lay(request, commandFor('ask-extension', request), anActor())
    assert.deepEqual(told('grant-extension', more, ssu), ['granted', 'Rowan Vale'])
    assert.deepEqual(told('refuse-extension', more, ssu), ['refused', 'Rowan Vale'])
    assert.deepEqual(told('invite', request, anActor()), ['invited', practitioner.name])
    assert.deepEqual(told('hand-over', request, anActor()), ['handed', colleague.name])
    assert.deepEqual(told('set-due', request, ssu), ['moved', undefined])
    const returned = lay(request, commandFor('return', request), anActor())
    assert.deepEqual(told('send-back', returned, chair), ['sent-back', undefined])
  })

  it('are not told any more after three days', () => {
    const handed = cases.map((request) => lay(request, commandFor('hand-over', request), anActor()))
    assert.equal(notes(handed, '2026-11-15').length, 1)
    assert.deepEqual(notes(handed, '2026-11-16'), [])
  })
})

/** Somebody of the police who may answer. */
const colleagueWho = (name: string) => anActor(name, { role: 'deputy', agency: 'police' })

describe('What an agency shares early', () => {
  it('is told privately to the chair of the group, and makes no card, reminder or thanks', () => {
    const shared = aRequest({
      key: 'swindon/early-share:early-share-2026-27:s-1:police',
      kind: earlyShare.id,
      state: 'returned',
      group: 'exploitation',
      returned: { by: anActor(), at: '2026-11-12T10:00:00.000Z' },
    })
    const round = aRound({ kind: earlyShare.id, dueOn: '2026-04-01' })
    const effects = effectsAt(morning('2026-11-13'), [view(shared)], { round })
    assert.deepEqual(sorts(effects), ['shared'])
    const [effect] = effects
    assert.equal(effect?.place.in === 'chat' && effect.place.with?.name, 'Noor Okafor')
  })
})

describe('Over any history of moves', () => {
  it('every message has a key of its own, and no key ever means two messages', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 7 * 60, max: 19 * 60 }),
        (history, later, minute) => {
          const seen = new Map<string, string>()
          playHistory(history, (_, move, request) => {
            const at = londonMoment(addDays(move.on.slice(0, 10), later), minute)
            const effects = effectsAt(at, [view(request)])
            const keys = effects.map(({ key }) => key)
            assert.equal(new Set(keys).size, keys.length)
            for (const effect of effects) {
              assert.ok(effect.key.startsWith('swindon/'))
              const meaning = `${effect.sort} ${effect.place.in}`
              assert.equal(seen.get(effect.key) ?? meaning, meaning)
              seen.set(effect.key, meaning)
            }
          })
        },
      ),
    )
  })

  it('nobody is reminded of what is answered, waits for more time, or on a day off or at night', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        (history, later, minute) => {
          const request = playHistory(history)
          const day = addDays('2026-11-12', later)
          const effects = effectsAt(londonMoment(day, minute), [view(request)])
          const reminders = effects.filter(
            ({ sort }) => sort === 'digest' || sort === 'remind' || sort === 'escalation',
          )
          if (reminders.length === 0) return
          assert.ok(request.state === 'asked' || request.state === 'sent-back')
          assert.ok(minute >= 480 && minute < 1080 && isWorkingDay(england, day))
          if (request.extension && !request.extension.decided) assert.ok(!sorts(reminders).includes('digest'))
          if (sorts(reminders).includes('escalation')) assert.equal(request.released?.dueOn, request.dueOn)
        },
      ),
    )
  })
})
