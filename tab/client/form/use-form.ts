import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormView } from '../../api/form-model.ts'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'

/** Milliseconds between two looks whether a colleague has handed in a part. */
const every = 4_000

/**
 * The form of a request. While colleagues' parts are awaited it follows what they hand in; otherwise it stays as opened, so
 * that nothing changes under somebody's hands.
 */
export const useForm = (requestKey: string, awaiting: boolean) => {
  const { server } = useTab()
  const [form, setForm] = useState<FormView>()
  const [fault, setFault] = useState<string>()
  const query = `key=${encodeURIComponent(requestKey)}`

  const load = useCallback(() => {
    setFault(undefined)
    server.get<FormView>(`/api/form?${query}`).then(setForm, (error: Error) => setFault(error.message))
  }, [server, query])
  useEffect(load, [load])

  const pending = awaiting && form?.parts?.some(({ done }) => !done) === true
  const version = useRef<string>(undefined)
  useEffect(() => {
    if (!pending) return
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const { version: now } = await server.get<{ version: string }>(`/api/version?${query}`)
        const before = version.current
        version.current = now
        if (before === undefined || before === now) return
        const fresh = await server.get<FormView>(`/api/form?${query}`)
        // Answered or closed by now: that is said when it is handed in, with the words still here.
        setForm((shown) => (shown?.state === fresh.state && fresh.may.includes('return') ? fresh : shown))
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error
      }
    }
    look()
    const timer = setInterval(look, every)
    return () => clearInterval(timer)
  }, [pending, server, query])

  return { form, fault, load }
}
