import { useRef, useState } from 'react'
import type { Fault } from '../../../assurance/definition.ts'
import type { Command } from '../../../assurance/request.ts'
import { type MoveOutcome, ServerFault } from './server.ts'
import { useTab } from './tab-context.ts'

/** Where a move stands: on its way, acknowledged, refused, or not come through. */
export interface Moving {
  readonly busy: boolean
  readonly received?: string
  readonly refusal?: string
  readonly faults: readonly Fault[]
  /** No answer came: the same words may be sent again, and count once. */
  readonly unsure?: boolean
}

const idle: Moving = { busy: false, faults: [] }

/**
 * Sends moves for one request. A move keeps its id for as long as its words are the same and no answer has come, so that
 * a double click or another try is one move; changed words are a move of their own.
 */
export const useMove = (key: string) => {
  const { server } = useTab()
  const [moving, setMoving] = useState(idle)
  const pending = useRef<{ words: string; id: string }>(undefined)
  const under = useRef(false)

  const submit = async (
    base: number,
    command:
      | Command
      | { readonly do: 'return'; readonly answers: object }
      | { readonly do: 'nil'; readonly nil: object },
  ): Promise<boolean> => {
    if (under.current) return false
    under.current = true
    const words = JSON.stringify([base, command])
    if (pending.current?.words !== words) pending.current = { words, id: crypto.randomUUID() }
    setMoving({ busy: true, faults: [] })
    try {
      const outcome: MoveOutcome = await server.move({ id: pending.current.id, key, base, command: command as Command })
      pending.current = undefined
      if ('received' in outcome) {
        setMoving({ busy: false, received: outcome.received, faults: [] })
        return true
      }
      setMoving({ busy: false, refusal: outcome.refusal.say, faults: outcome.faults })
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error
      setMoving({ busy: false, refusal: error.message, faults: [], unsure: error.status === 0 || error.status >= 500 })
    } finally {
      under.current = false
    }
    return false
  }
  return { moving, submit, forget: () => setMoving(idle) }
}
