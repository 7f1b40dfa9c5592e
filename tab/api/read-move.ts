import type { IsoDate } from '../../assurance/dates.ts'
import type { Definition, Fault } from '../../assurance/definition.ts'
import { readAnswers } from '../../assurance/read-answers.ts'
import { readNil } from '../../assurance/read-nil.ts'
import { type Command, type Doing, moves } from '../../assurance/request.ts'

/** A move as it came in, its shape checked and its words not yet read. */
export interface RawMove {
  readonly id: string
  readonly key: string
  readonly base: number
  readonly command: { readonly do: Doing; readonly [part: string]: unknown }
}

/** Most characters a reason or question may have. */
const reasonLimit = 2_000

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isDoing = (value: unknown): value is Doing => typeof value === 'string' && Object.hasOwn(moves, value)

/** Reads the shape of a move; a text says what is wrong with it, as a sentence. */
export const readMove = (body: unknown): RawMove | string => {
  const reopen = 'Open the request again and try once more.'
  if (!isObject(body)) return `What arrived is not an answer Sightline knows. ${reopen}`
  const { id, key, base, command } = body
  if (typeof id !== 'string' || !/^[\w-]{8,80}$/.test(id)) return `This answer came without its own number. ${reopen}`
  if (typeof key !== 'string' || key === '' || key.length > 300)
    return `This answer does not say which request it is for. ${reopen}`
  if (typeof base !== 'number' || !Number.isInteger(base) || base < 0)
    return `This answer does not say which version of the request it is for. ${reopen}`
  if (!isObject(command) || !isDoing(command['do']) || command['do'] === 'ask')
    return `This answer asks for something Sightline does not know. ${reopen}`
  return { id, key, base, command: { ...command, do: command['do'] } }
}

/** Reads the words of a move against what was asked: the command, or every fault beside its field. */
export const readCommand = (
  { command }: RawMove,
  definition: Definition | undefined,
  today: IsoDate,
): { readonly command: Command } | { readonly faults: readonly Fault[] } => {
  switch (command.do) {
    case 'return': {
      const { answers: raw } = command
      if (!isObject(raw) || !definition)
        return { faults: [{ field: '', say: 'The answers did not arrive whole. Please submit the form again.' }] }
      const read = readAnswers(definition, raw)
      return 'faults' in read ? read : { command: { do: 'return', answers: read.answers } }
    }
    case 'nil': {
      const read = readNil(isObject(command['nil']) ? command['nil'] : {}, today)
      return 'faults' in read ? read : { command: { do: 'nil', nil: read.nil } }
    }
    case 'send-back':
    case 'excuse':
    case 'withdraw': {
      const reason = typeof command['reason'] === 'string' ? command['reason'].trim() : ''
      if (reason === '')
        return {
          faults: [{ field: 'reason', say: 'Please give the reason in a sentence; it is kept with the request.' }],
        }
      if (reason.length > reasonLimit)
        return { faults: [{ field: 'reason', say: `Please keep the reason to ${reasonLimit} characters.` }] }
      return { command: { do: command.do, reason } }
    }
    case 'ask':
    case 'confirm-key':
    case 'reverse-nil':
    case 'accept':
      return { command: { do: command.do } }
  }
}
