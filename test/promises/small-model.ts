import { moves, type State, states } from '../../assurance/request.ts'
import type { Fields } from '../support/by-hand.ts'
import type { Racing } from './races.ts'

/** One move as it was sent and answered. */
export interface Sent {
  readonly id: string
  readonly who: string
  readonly doing: Racing
  readonly words: string
  readonly status: number
  /** The sentence it was refused with. */
  readonly say: string
}

/** What a request comes to, as far as this model goes: it knows nothing of how the product works. */
interface Standing {
  readonly state: State
  readonly dueOn: string
  /** The words that stand in its row as the answer. */
  readonly words: string
}

const isState = (text: unknown): text is State => states.some((state) => state === text)

/** A fact laid on a standing; a sentence where the table of moves does not permit it there. */
const lay = (standing: Standing, doing: Racing, words: string): Standing | string => {
  const rule = moves[doing]
  if (!rule.from.includes(standing.state)) return `${doing} was filed on a request that was ${standing.state}`
  const state = rule.to === 'same' ? standing.state : rule.to
  if (doing === 'return' || doing === 'nil') return { ...standing, state, words }
  if (doing === 'reverse-nil') return { ...standing, state, words: '' }
  if (doing === 'grant-extension') return { ...standing, state, dueOn: '2026-12-16' }
  if (doing === 'set-due') return { ...standing, state, dueOn: '2026-12-09' }
  return { ...standing, state }
}

/** What is to be compared with the model when everything has settled. */
export interface Settled {
  readonly key: string
  readonly sent: readonly Sent[]
  /** Versions of the row, oldest first; none where it was deleted. */
  readonly versions: readonly Fields[]
  readonly events: readonly Fields[]
  readonly superseded: readonly Fields[]
  readonly waiting: readonly { readonly id: string; readonly why: string | null }[]
  /** All that Teams shows of what the bot wrote, as one text. */
  readonly told: string
}

const standingIn = (fields: Fields, state: State, sent: readonly Sent[]): Standing => {
  const text = JSON.stringify(fields)
  const answers = sent.filter(({ doing, words }) => (doing === 'return' || doing === 'nil') && text.includes(words))
  return { state, dueOn: String(fields['DueOn']).slice(0, 10), words: answers.map(({ words }) => words).join() }
}

/**
 * Follows the versions of the row: each was written by hand, or comes of its forerunner by the facts in *Events* as the
 * table of moves has it. Answers with a sentence for whatever is otherwise.
 */
const rowAmiss = ({ sent, versions, events }: Settled): readonly string[] => {
  const amiss: string[] = []
  const byId = new Map(sent.map((one) => [one.id, one]))
  const numbered = new Map(events.map((event) => [Number(event['Number']), event]))
  /** What the facts between two versions make of a standing. */
  const laid = (standing: Standing, before: Fields, after: Fields): string => {
    let next: Standing | string = standing
    for (let number = Number(before['Revision']) + 1; number <= Number(after['Revision']); number += 1) {
      const event = numbered.get(number)
      const made = byId.get(String(event?.['Move']))
      if (typeof next === 'string') return next
      // Facts of before the race: issuing and the case key.
      if (made) next = lay(next, made.doing, made.words)
      else if (event?.['Doing'] !== 'confirm-key') return `fact ${number} is of no move that was made`
    }
    return typeof next === 'string' ? next : JSON.stringify(next)
  }
  // Over an emptied state a good one before it counts: the last that was read, which may not be the last that was there.
  let goods: readonly State[] = ['asked']
  for (const [at, after] of versions.entries()) {
    const before = versions[at - 1]
    if (before && before['Revision'] !== after['Revision']) {
      const from = isState(before['State']) ? [before['State']] : goods
      const is = isState(after['State']) ? JSON.stringify(standingIn(after, after['State'], sent)) : 'without a state'
      const should = from.map((state) => laid(standingIn(before, state, sent), before, after))
      if (!should.includes(is)) amiss.push(`version ${at + 1} is ${is} where it should be ${should.join(' or ')}`)
      goods = []
    }
    if (isState(after['State'])) goods = [...goods, after['State']]
  }
  return amiss
}

/** Every promise that does not hold, as a sentence. */
export const raceAmiss = (settled: Settled): readonly string[] => {
  const { key, sent, versions, events, superseded, waiting, told } = settled
  const amiss = waiting.map(({ id, why }) => `${id} still waits: ${why ?? ''}`)
  const numbers = events.map((event) => Number(event['Number'])).toSorted((a, b) => a - b)
  if (numbers.some((number, at) => number !== at + 1)) amiss.push(`the facts are numbered ${numbers.join()}`)
  const last = versions.at(-1)
  if (last && last['Revision'] !== numbers.length)
    amiss.push(`the row is at ${last['Revision']} with ${numbers.length} facts`)
  const texts = [...(last ? [last] : []), ...superseded].map((fields) => JSON.stringify(fields))
  for (const { id, who, doing, words, status, say } of sent) {
    const filed = events.filter((event) => event['Move'] === id).length
    const lost = superseded.find((fields) => fields['RequestKey'] === `${key}#${id}`)
    const what = `${doing} by ${who} (${id}), answered ${status},`
    if (status === 202 && filed + (lost ? 1 : 0) > 1) amiss.push(`${what} was both filed and set aside, or filed twice`)
    if (status !== 202 && (filed > 0 || lost)) amiss.push(`${what} was filed or set aside all the same`)
    if (status !== 202 && !/[a-z].*\./i.test(say)) amiss.push(`${what} was not told why: ${say}`)
    if (lost && !told.includes(String(lost['Why']).split('.')[0] ?? ''))
      amiss.push(`nobody was told that ${what} could not be filed: ${lost['Why']}`)
    const isAnswer = doing === 'return' || doing === 'nil'
    // The row and its words go together, where somebody deletes it.
    if (status === 202 && isAnswer && (versions.length > 0 || lost) && !texts.some((text) => text.includes(words)))
      amiss.push(`the words of ${what} are nowhere`)
  }
  return [...amiss, ...rowAmiss(settled)]
}
