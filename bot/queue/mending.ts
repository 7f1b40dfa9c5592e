import { addDays, type Clock, londonTime, sayMoment, sayShortDay } from '../../assurance/dates.ts'
import { moveWords } from '../../assurance/move-forms.ts'
import type { EffectSort } from '../../assurance/record.ts'
import type { Mending, Stuck } from '../../assurance/rounds.ts'
import type { Entry, Ledger } from '../out/ledger.ts'
import type { PendingMove, PendingMoves } from './pending-moves.ts'

/** What each sort of message is called where it could not go. */
const messages: { readonly [Sort in EffectSort]: string } = {
  ask: 'The card',
  digest: 'The reminder',
  remind: 'The reminder sent by hand',
  thanks: 'The thanks',
  note: 'The note in the card’s thread',
  escalation: 'The message to the chair',
  shared: 'The message that something was shared',
  welcome: 'The welcome',
}

/** Days after which a reminder or note that could not go is no longer wanted, and so no longer shown. */
const shownFor = 3

const ofKey = (key: string) => {
  const [, round = '', agency = ''] = /^[^/]+\/[^:]+:([^:]+):(?:.*:)?([^:]+)$/.exec(key) ?? []
  return { round, agency }
}

const stuckMove = ({ move, failed = '' }: PendingMove): Stuck => ({
  what: 'move',
  id: move.id,
  key: move.key,
  ...ofKey(move.key),
  day: londonTime(new Date(move.on)).day,
  why: failed,
  title: `“${moveWords[move.command.do]}” by ${move.by.name}, received on ${sayMoment(move.on)}`,
})

const stuckDelivery = ({ key, agency, round, day, sort, reason = '' }: Entry): Stuck => ({
  what: 'delivery',
  id: key,
  key,
  agency,
  ...(round ? { round } : {}),
  day,
  why: reason,
  title: `${messages[sort]} of ${sayShortDay(day)}`,
})

/** What could not be filed or delivered, for the SSU to see and try again (DESIGN §4, §5). It never holds an answer's words. */
export const createMending = (room: {
  readonly pendingMoves: PendingMoves
  readonly ledger: Ledger
  readonly clock: Clock
  readonly tryAgain: (move: string) => Promise<boolean>
  /** Brings an agency's channel up to date now, rather than at the next pass. */
  readonly poke: () => void
}): Mending => ({
  async stuck() {
    const moves = (await room.pendingMoves.list()).filter(({ failed }) => failed !== undefined)
    const since = addDays(londonTime(room.clock.now()).day, -shownFor)
    const blocked = [...(await room.ledger.all()).values()].filter(
      ({ state, sort, day }) => state === 'blocked' && (sort === 'ask' || sort === 'escalation' || day >= since),
    )
    return [...moves.map(stuckMove), ...blocked.map(stuckDelivery)]
  },
  async again(what, id) {
    if (what === 'move') await room.tryAgain(id)
    else await room.ledger.again(id)
    room.poke()
  },
})
