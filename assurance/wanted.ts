import { londonTime } from './dates.ts'
import type {
  AskWanted,
  DigestWanted,
  Effect,
  EffectPlace,
  EscalationWanted,
  RemindWanted,
  SharedWanted,
  Situation,
  ThanksWanted,
} from './effects.ts'
import { kindOf } from './kinds/index.ts'
import { owed, type Rung, type RungSent } from './ladder.ts'
import { isRecent, notesWanted } from './notes-wanted.ts'
import type { Agency } from './partnership.ts'
import type { Round, View } from './record.ts'
import { isOpen } from './request.ts'
import type { Person } from './who.ts'
import { isWorkingDay } from './working-days.ts'

/** Reminders go between these minutes of a London day, on working days of the agency's calendar (DESIGN §3). */
const hours = { from: 8 * 60, to: 18 * 60 } as const

/** Days a reminder asked for by hand waits for a working hour: longer than Easter. */
const remindsFor = 6

/** The lead to tell when it is late; none where representative and lead are one person, so that nobody is told twice (WORK). */
const leadOf = (agency: Agency, people: readonly Person[]): Person | undefined => {
  const holding = (role: string) =>
    people.filter(({ holds }) => holds.some((held) => held.role === role && held.agency === agency.id))
  const representatives = new Set(holding('representative').map(({ id }) => id))
  return holding('lead').find(({ id }) => !representatives.has(id))
}

/** Who is told beyond the agency: the group's chair, or its vice-chair where the chair is of that very agency (WORK R4). */
export const chairFor = (group: string, agency: string, people: readonly Person[]): Person | undefined => {
  const holding = (role: string) =>
    people.find(
      ({ holds }) =>
        holds.some((held) => held.role === role && held.group === group) &&
        !holds.some((held) => held.agency === agency),
    )
  return holding('chair') ?? holding('vice-chair')
}

const chat = (group: string, agency: string, people: readonly Person[]): EffectPlace => ({
  in: 'chat',
  with: chairFor(group, agency, people),
  lacking: 'The group has no chair, nor a vice-chair from another agency, in the list People. Enter one there.',
})

/** A round that agencies open by themselves has no card and is not chased (WORK R9). */
const isAsked = (round: Round): boolean => kindOf(round.kind)?.askedBy.includes('agency') !== true

/**
 * Every message that should exist for an agency by now (DESIGN §1, §5). Work to do is this less the ledger. Nothing is
 * scheduled, so nothing is missed, and after an outage one message goes out and not the backlog.
 */
export const wanted = (situation: Situation): readonly Effect[] => {
  const { partnership, agency } = situation
  const rounds = situation.rounds.filter(({ views }) => views.length > 0)
  const asked = rounds.filter(({ round }) => isAsked(round))
  const askKey = (round: Round) => `${partnership}/ask:${round.id}:${agency.id}`
  const asks = asked.map(
    ({ round, views }): AskWanted => ({ sort: 'ask', key: askKey(round), place: { in: 'channel' }, round, views }),
  )
  return [
    ...asks,
    ...digestWanted({ ...situation, rounds: asked }),
    ...asked.flatMap((one) => [
      ...remindWanted(situation, one.round, one.views),
      ...thanksWanted(situation, one.round, one.views, askKey(one.round)),
      ...notesWanted(situation, one.round, one.views, askKey(one.round)),
      ...escalationsWanted(situation, one),
    ]),
    ...rounds
      .filter(({ round }) => !isAsked(round))
      .flatMap(({ round, views }) => sharedWanted(situation, round, views)),
  ]
}

const isReminding = ({ calendar, at }: Situation): boolean => {
  const { day, minute } = londonTime(at)
  // Beyond the last year whose holidays are known nobody is chased, and cards still follow (DESIGN §3).
  if (day > calendar.knownTo) return false
  return minute >= hours.from && minute < hours.to && isWorkingDay(calendar, day)
}

const digestWanted = (situation: Situation): readonly DigestWanted[] => {
  const { partnership, agency, people, calendar, rounds, sent, at } = situation
  if (!isReminding(situation)) return []
  const { day } = londonTime(at)
  const lead = leadOf(agency, people)
  const rungs: RungSent[] = []
  const lines: { round: Round; views: View[]; rung: Rung }[] = []
  for (const { round, views, ladder } of rounds) {
    if (round.closed) continue
    const within = { ...ladder, rungs: ladder.rungs.filter(({ to }) => to === 'channel' || (to === 'lead' && lead)) }
    for (const view of views) {
      const rung = view.unreadable ? undefined : owed(view.request, within, sent, calendar, day)
      if (!rung) continue
      rungs.push({ request: view.request.key, rung: rung.day, dueOn: view.request.dueOn })
      const line = lines.find((one) => one.round.id === round.id && one.rung.day === rung.day)
      if (line) line.views.push(view)
      else lines.push({ round, views: [view], rung })
    }
  }
  if (rungs.length === 0) return []
  const toLead = lines.some(({ rung }) => rung.to === 'lead') ? lead : undefined
  return [
    {
      sort: 'digest',
      key: `${partnership}/digest:${agency.id}:${day}`,
      place: { in: 'channel' },
      day,
      lines,
      rungs,
      ...(toLead ? { lead: toLead } : {}),
    },
  ]
}

const remindWanted = (situation: Situation, round: Round, views: readonly View[]): readonly RemindWanted[] => {
  if (round.closed || !isReminding(situation)) return []
  const byDay = Map.groupBy(
    views.filter(
      ({ request, unreadable }) =>
        !unreadable && isOpen(request) && request.reminded && isRecent(request.reminded.at, situation, remindsFor),
    ),
    ({ request }) => londonTime(new Date(request.reminded?.at ?? '')).day,
  )
  return [...byDay].map(([day, own]) => ({
    sort: 'remind',
    key: `${situation.partnership}/remind:${round.id}:${situation.agency.id}:${day}`,
    place: { in: 'channel' },
    round,
    views: own,
  }))
}

const thanksWanted = (
  situation: Situation,
  round: Round,
  views: readonly View[],
  of: string,
): readonly ThanksWanted[] => {
  const isDone = views.every(({ request, waiting }) => !isOpen(request) && waiting.length === 0)
  const last = isDone
    ? views
        .flatMap(({ request }) => request.returned?.at ?? [])
        .toSorted()
        .at(-1)
    : undefined
  if (!last || !isRecent(last, situation)) return []
  const key = `${situation.partnership}/thanks:${round.id}:${situation.agency.id}`
  return [{ sort: 'thanks', key, place: { in: 'thread', of }, round, views }]
}

const escalationsWanted = (
  situation: Situation,
  { round, views, ladder }: Situation['rounds'][number],
): readonly EscalationWanted[] => {
  if (round.closed || !isReminding(situation)) return []
  const beyond = new Set(ladder.rungs.filter(({ to }) => to === 'chair').map(({ day }) => day))
  const inQuestion = views.filter(({ request }) => request.released)
  return inQuestion.flatMap((view): EscalationWanted[] => {
    const { request, unreadable } = view
    const { released, dueOn } = request
    if (unreadable || !isOpen(request) || !released || released.dueOn !== dueOn || !beyond.has(released.rung)) return []
    return [
      {
        sort: 'escalation',
        key: `${situation.partnership}/escalation:${request.key}:${dueOn}:${released.rung}`,
        place: chat(request.group, request.agency, situation.people),
        round,
        view,
      },
    ]
  })
}

const sharedWanted = (situation: Situation, round: Round, views: readonly View[]): readonly SharedWanted[] =>
  views
    .filter(
      ({ request }) => request.state === 'returned' && request.returned && isRecent(request.returned.at, situation),
    )
    .map((view) => ({
      sort: 'shared',
      key: `${situation.partnership}/shared:${view.request.key}`,
      place: chat(view.request.group, view.request.agency, situation.people),
      round,
      view,
    }))
