import { useRef, useState } from 'react'
import type { Fault } from '../../../assurance/definition.ts'
import { ServerFault, type TypedCommand } from './server.ts'
import { useTab } from './tab-context.ts'

/** Where something sent stands: on its way, taken, refused, or not come through. */
export interface Moving {
  readonly busy: boolean
  readonly received?: string
  readonly refusal?: string
  readonly faults: readonly Fault[]
  /** No answer came, or it could not be kept: the same words may be sent again, and count once. */
  readonly unsure?: boolean
}

const idle: Moving = { busy: false, faults: [] }

/**
 * Sends words to the server, one sending at a time. What is sent keeps its id for as long as its words are the same and no
 * answer has come, so that a double click or another try is one; changed words are another.
 */
export const useSend = () => {
  const { server } = useTab()
  const [moving, setMoving] = useState(idle)
  const pending = useRef<{ words: string; id: string }>(undefined)
  const under = useRef(false)

  const send = async <Taken>(path: string, words: object): Promise<Taken | undefined> => {
    if (under.current) return undefined
    under.current = true
    const said = JSON.stringify([path, words])
    if (pending.current?.words !== said) pending.current = { words: said, id: crypto.randomUUID() }
    setMoving({ busy: true, faults: [] })
    try {
      const outcome = await server.post<Taken>(path, { id: pending.current.id, ...words })
      pending.current = undefined
      if ('taken' in outcome) {
        const { received } = outcome.taken as { received?: string }
        setMoving({ busy: false, faults: [], ...(received ? { received } : {}) })
        return outcome.taken
      }
      const { refusal, faults } = outcome
      const beside = faults.length > 0 ? faults : [{ field: refusal.field ?? '', say: refusal.say }]
      setMoving({ busy: false, refusal: refusal.say, faults: beside.filter(({ field }) => field !== '') })
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error
      setMoving({ busy: false, refusal: error.message, faults: [], unsure: error.status === 0 || error.status >= 500 })
    } finally {
      under.current = false
    }
    return undefined
  }
  return { moving, send, forget: () => setMoving(idle) }
}

/** Sends moves for one request. */
export const useMove = (key: string) => {
  const { moving, send, forget } = useSend()
  const submit = async (base: number, command: TypedCommand): Promise<boolean> =>
    (await send<{ received: string }>('/api/moves', { key, base, command })) !== undefined
  return { moving, submit, forget }
}
