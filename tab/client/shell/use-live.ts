import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reading } from '../../../assurance/record.ts'
import { ServerFault } from './server.ts'
import { useTab } from './tab-context.ts'

/** Milliseconds between two looks whether something has changed. */
const every = 3_000

interface Shown {
  readonly version: string
  readonly reading: Reading
}

/** What a page shows, kept up to date. `fault` stands beside what was last known, never instead of it. */
export interface Live<Shape> {
  readonly data: Shape | undefined
  readonly reading: Reading | undefined
  readonly fault: ServerFault | undefined
  refresh(): void
}

/**
 * Reads a page's data and follows it: asks the small `/api/version` while the page is looked at, and for everything only
 * when the version has changed. Rests while `looking` is false. Nothing is unmounted, so scroll and typing stay.
 */
export const useLive = <Shape extends Shown>(
  path: string,
  versionPath: (shown: Shape | undefined) => string,
  looking = true,
): Live<Shape> => {
  const { server } = useTab()
  const [state, setState] = useState<{ path: string; data?: Shape; reading?: Reading; fault?: ServerFault }>({ path })
  const latest = useRef(state)
  latest.current = state
  const asked = useRef(0)
  const versionOf = useRef(versionPath)
  versionOf.current = versionPath

  const refresh = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    try {
      const data = await server.get<Shape>(path)
      if (mine === asked.current) setState({ path, data, reading: data.reading })
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error
      // A matter of rights or existence: what was shown before may no longer be shown.
      const gone = error.status === 403 || error.status === 404
      if (mine === asked.current)
        setState((before) => (gone || before.path !== path ? { path, fault: error } : { ...before, fault: error }))
    }
  }, [server, path])

  useEffect(() => {
    if (!looking) return
    refresh()
    const look = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const { version, reading } = await server.get<Shown>(versionOf.current(latest.current.data))
        const { data, fault } = latest.current
        if (!data || version !== data.version || fault) await refresh()
        else setState((before) => (before.path === path ? { ...before, reading } : before))
      } catch (error) {
        if (error instanceof ServerFault) setState((before) => ({ ...before, fault: error }))
      }
    }
    const timer = setInterval(look, every)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [refresh, server, path, looking])

  const current = state.path === path ? state : { path }
  return { data: current.data, reading: current.reading, fault: current.fault, refresh }
}
