import { londonTime } from '../../assurance/dates.ts'
import type { Effect } from '../../assurance/effects.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Sent, Unsent } from '../seam.ts'
import type { Entry } from './ledger.ts'
import { mixedRoster } from './mixed-roster.ts'
import { outWaits, type Pass } from './pass.ts'
import { mailbox, nameOfSpot, type OpenSpot, type Spot, sendTo, spotOf } from './places.ts'

const triesInPass = 5
/** After so many tries in vain the SSU is told that it cannot be delivered; it is tried all the same. */
const sayAfterTries = 5

/** Sends one message where it has not gone yet, or brings a card that stands up to date; whatever comes of it is in the ledger. */
export const bringEffect = async (pass: Pass, effect: Effect, agency: Agency): Promise<void> => {
  const known = pass.entries.get(effect.key)
  const spot = spotOf(effect, agency, pass.partnership.people, pass.entries)
  if (known?.state !== 'sent') return send(pass, effect, agency, spot, known)
  if (effect.sort !== 'ask') return
  if (hasMoved(known, spot)) return send(pass, effect, agency, spot, await unsentAgain(pass, known))
  if (pass.updates) await bringUpToDate(pass, effect, agency, spot, known)
}

/** An agency bound to another channel gets the card there; the one in the old channel is left as it stands. */
const hasMoved = ({ conversation }: Entry, spot: Spot): boolean =>
  conversation !== undefined && spot.to === 'channel' && spot.channel !== conversation

const unsentAgain = async (pass: Pass, known: Entry): Promise<Entry> => {
  const entry: Entry = { ...settled(known), state: 'waiting', unsure: false }
  await pass.put(entry)
  return entry
}

const isLeft = (pass: Pass, known: Entry | undefined): boolean =>
  known?.until !== undefined && known.until > pass.room.clock.now().toISOString()

const send = async (
  pass: Pass,
  effect: Effect,
  agency: Agency,
  spot: Spot,
  known: Entry | undefined,
): Promise<void> => {
  if (spot.to === 'later' || isLeft(pass, known)) return
  const base = entryOf(pass, effect, agency, known)
  // Looking again costs nothing, so what is lacking is seen at once when somebody has entered it.
  if (spot.to === 'nowhere') return putOnce(pass, known, { ...base, state: 'blocked', reason: spot.lacking })
  const place = nameOfSpot(spot)
  const isShut = pass.shutOf(place)
  if (isShut) return leaveShut(pass, known, base, place)

  const trying = { ...base, tries: base.tries + 1 }
  const unfit = await whyUnfit(pass, spot, agency)
  if (unfit) return leave(pass, trying, place, unfit)
  if (pass.shutOf(place)) return leaveShut(pass, known, base, place)
  const rendered = await pass.render(effect, agency)
  const { fingerprint } = rendered
  const begun = { ...trying, state: 'sending', fingerprint } as const
  if (!(await pass.begin(begun))) return
  const { sent, unsure, repeats } = await persistently(pass, begun, () => sendTo(pass.room, spot, rendered))
  const counted = { ...begun, unsure, repeats }
  if (sent.is !== 'sent') return leave(pass, counted, place, sent)
  const { conversation, message } = sent
  await pass.put({ ...counted, state: 'sent', conversation, message, tries: 0, unsure: false })
}

const bringUpToDate = async (pass: Pass, effect: Effect, agency: Agency, spot: Spot, known: Entry): Promise<void> => {
  const { conversation, message } = known
  if (!conversation || !message || conversation === mailbox) return
  if (spot.to === 'nowhere' || spot.to === 'later' || spot.to === 'mail') return
  const place = nameOfSpot(spot)
  if (isLeft(pass, known)) return
  const { card, summary, fingerprint } = await pass.render(effect, agency)
  if (fingerprint === known.fingerprint) return
  if (pass.shutOf(place)) return leaveShut(pass, known, settled(known), place)
  const update = () => pass.room.teams.update({ conversation, message }, card, summary)
  const { sent } = await persistently(pass, known, update)
  if (sent.is === 'sent') await pass.put({ ...settled(known), fingerprint, tries: 0 })
  else await leave(pass, { ...known, tries: known.tries + 1 }, place, sent)
}

/** Why an agency's message may not go into a team, after a look at who is in it (WORK X2). */
const whyUnfit = async (pass: Pass, spot: OpenSpot, agency: Agency): Promise<Unsent | undefined> => {
  if (spot.to === 'chat' || spot.to === 'mail') return undefined
  const roster = await pass.rosterOf(spot.team)
  if (roster.is === 'blocked') return { ...roster, everything: true }
  if (roster.is !== 'read') return roster
  const why = mixedRoster(agency, pass.partnership, roster.members)
  return why ? { is: 'blocked', why, everything: true } : undefined
}

/** Once, and again while Teams is busy for moments only. Counts what may have been sent twice. */
const persistently = async (
  { room, turn }: Pass,
  known: Pick<Entry, 'unsure' | 'repeats'>,
  once: () => Promise<Sent>,
): Promise<{ sent: Sent; unsure: boolean; repeats: number }> => {
  let { unsure, repeats } = known
  for (let tries = 1; ; tries += 1) {
    const sent = await turn(once)
    if (sent.is === 'sent' || sent.is === 'unknown' || (sent.is === 'busy' && sent.unsure)) {
      if (unsure) repeats += 1
      unsure = true
    }
    const isShort = sent.is === 'busy' && sent.afterMs <= (room.waits ?? outWaits()).inPassMs
    if (!isShort || tries === triesInPass) return { sent, unsure, repeats }
    await room.wait(sent.afterMs)
  }
}

/** Notes why it has not gone and when to look again, and keeps the rest of the conversation until then. */
const leave = async (pass: Pass, entry: Entry, place: string, outcome: Unsent): Promise<void> => {
  const { clock, waits = outWaits() } = pass.room
  const doubled = (ms: number, most: number) => Math.min(most, ms * 2 ** Math.min(entry.tries - 1, 20))
  const afterMs =
    outcome.is === 'busy'
      ? outcome.afterMs * waits.scale
      : outcome.is === 'blocked'
        ? doubled(waits.blockedMs, waits.blockedAtMostMs)
        : doubled(waits.unknownMs, waits.unknownAtMostMs) * (0.5 + Math.random() / 2)
  const until = new Date(clock.now().getTime() + afterMs).toISOString()
  const isSaid = outcome.is === 'blocked' || entry.tries >= sayAfterTries
  const isClosed = outcome.is === 'blocked' && outcome.everything === true
  if (outcome.is !== 'blocked' || isClosed) pass.shut(place, { outcome, until })
  const state = entry.state === 'sent' ? 'sent' : isSaid ? 'blocked' : 'waiting'
  await pass.put({
    ...settled(entry),
    state,
    until,
    ...(isSaid ? { reason: outcome.is === 'busy' ? sayBusy(entry) : outcome.why } : {}),
    ...(isClosed ? { closed: place } : {}),
  })
}

const sayBusy = ({ tries }: Entry) =>
  `Teams could not be reached or was too busy, ${tries} times in a row. Nothing needs to be done: it goes as soon as Teams takes it.`

/** What is not tried because its conversation is shut: noted with the same reason where that is for good, else left alone. */
const leaveShut = async (pass: Pass, known: Entry | undefined, base: Entry, place: string): Promise<void> => {
  const { outcome, until } = pass.shutOf(place) ?? {}
  if (outcome?.is !== 'blocked' || until === undefined) return
  const state = base.state === 'sent' ? 'sent' : 'blocked'
  await putOnce(pass, known, { ...base, state, reason: outcome.why, until, closed: place })
}

const putOnce = async (pass: Pass, known: Entry | undefined, entry: Entry): Promise<void> => {
  const isSame =
    known?.state === entry.state && known.reason === entry.reason && known.until === entry.until && !known.unsure
  if (!isSame) await pass.put(entry)
}

const settled = ({ reason: _, until: __, closed: ___, ...entry }: Entry): Entry => entry

const entryOf = ({ room }: Pass, effect: Effect, agency: Agency, known: Entry | undefined): Entry => {
  const now = room.clock.now()
  return {
    key: effect.key,
    sort: effect.sort,
    agency: agency.id,
    ...('round' in effect ? { round: effect.round.id } : {}),
    day: londonTime(now).day,
    state: 'waiting',
    fingerprint: '',
    at: now.toISOString(),
    rungs: effect.sort === 'digest' ? effect.rungs : [],
    tries: known?.tries ?? 0,
    // Begun and never settled: the process ended between sending and recording, or before.
    unsure: known !== undefined && (known.unsure || known.state === 'sending'),
    repeats: known?.repeats ?? 0,
  }
}
