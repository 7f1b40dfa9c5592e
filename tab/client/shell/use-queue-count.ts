import { useEffect, useState } from 'react'
import { ServerFault } from './server.ts'
import { useTab } from './tab-context.ts'

/** Milliseconds between two looks at how much waits. */
const every = 10_000

const changed = new EventTarget()

/** Says that something in the queue has been dealt with, so that its count follows at once. */
export const queueChanged = (): void => void changed.dispatchEvent(new Event('changed'))

/** How much waits for the SSU. What was known last stays where the server cannot be reached. */
export const useQueueCount = (): number => {
  const { server, session } = useTab()
  const [count, setCount] = useState(session.queue ?? 0)
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        setCount((await server.get<{ count: number }>('/api/version?of=queue')).count)
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error
      }
    }
    look()
    const timer = setInterval(look, every)
    changed.addEventListener('changed', look)
    return () => {
      clearInterval(timer)
      changed.removeEventListener('changed', look)
    }
  }, [server])
  return count
}
