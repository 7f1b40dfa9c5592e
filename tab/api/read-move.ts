import type { RawCommand } from '../../assurance/read-command.ts'
import { type Doing, moves } from '../../assurance/request.ts'
import { isObject } from './bodies.ts'

/** A move as it came in, its shape checked and its words not yet read. */
export interface RawMove {
  readonly id: string
  readonly key: string
  readonly base: number
  readonly command: RawCommand
}

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
  if (!isObject(command) || !isDoing(command['do']) || command['do'] === 'ask' || command['do'] === 'share')
    return `This answer asks for something Sightline does not know. ${reopen}`
  return { id, key, base, command: { ...command, do: command['do'] } }
}
