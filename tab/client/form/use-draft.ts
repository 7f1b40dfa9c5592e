import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormView, Raw } from '../../api/form-model.ts'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'

/** Milliseconds of rest before what was typed is saved, and between tries while it cannot be. */
const rest = 700
const patience = [2_000, 4_000, 8_000, 15_000] as const

/** Whether what was typed is kept, as said beside the form. */
export type DraftStatus =
  | { readonly is: 'nothing' }
  /** On this page alone until it is handed in again. */
  | { readonly is: 'here' }
  | { readonly is: 'saving'; readonly at?: string }
  | { readonly is: 'saved'; readonly at: string }
  | { readonly is: 'failing'; readonly at?: string; readonly say: string; readonly final: boolean }

const isBlank = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * Keeps what somebody types, as typed: saved after a short rest, again and again while the server cannot be reached, and
 * once more when the page is left. Nothing is kept in the browser, because the material is not the device's. A part opened
 * again after it was handed in stays as it was handed in until it is handed in anew: nobody reads it half changed.
 */
export const useDraft = (
  key: string,
  start: { readonly raw: Raw; readonly savedAt?: string },
  { reopened }: { readonly reopened: boolean },
) => {
  const { server } = useTab()
  const [raw, setRaw] = useState<Raw>(start.raw)
  const [status, setStatus] = useState<DraftStatus>(
    reopened ? { is: 'here' } : start.savedAt ? { is: 'saved', at: start.savedAt } : { is: 'nothing' },
  )
  const now = useRef({ raw: start.raw, dirty: false, saving: false, ended: false, tries: 0, at: start.savedAt })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(
    async (leaving = false) => {
      const state = now.current
      clearTimeout(timer.current)
      if (reopened || state.ended || state.saving || !state.dirty) return
      const at = state.at ? { at: state.at } : {}
      state.saving = true
      state.dirty = false
      try {
        const { savedAt } = await server.saveDraft(key, state.raw, leaving)
        state.tries = 0
        state.at = savedAt
        setStatus(state.dirty ? { is: 'saving', at: savedAt } : { is: 'saved', at: savedAt })
        if (state.dirty) timer.current = setTimeout(save, rest)
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error
        // Too large, closed meanwhile, no longer theirs: another try would end the same way.
        const final = error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429
        const waited = patience[Math.min(state.tries, patience.length - 1)] ?? rest
        state.dirty = true
        state.tries += 1
        setStatus({ is: 'failing', ...at, say: error.message, final })
        if (!final) timer.current = setTimeout(save, waited)
      } finally {
        state.saving = false
      }
    },
    [server, key, reopened],
  )

  /** Lays values on what has been typed; a function is given what stands there now. */
  const set = (field: string, value: unknown) => {
    const state = now.current
    state.raw = { ...state.raw, [field]: typeof value === 'function' ? value(state.raw[field]) : value }
    state.dirty = true
    setRaw(state.raw)
    if (reopened) return
    setStatus((before) => {
      if (before.is === 'failing') return before
      return { is: 'saving', ...('at' in before && before.at ? { at: before.at } : {}) }
    })
    clearTimeout(timer.current)
    timer.current = setTimeout(save, rest)
  }

  const seen = useRef(start.raw)
  /** Lays what colleagues handed in since on what they had handed in before, or on what is empty; never on words typed here. */
  const follow = useCallback(({ from = {}, raw: fresh }: Pick<FormView, 'from' | 'raw'>) => {
    const state = now.current
    const before = seen.current
    seen.current = fresh
    const news = Object.keys(from).filter(
      (field) => fresh[field] !== state.raw[field] && (isBlank(state.raw[field]) || state.raw[field] === before[field]),
    )
    if (news.length === 0) return
    state.raw = { ...state.raw, ...Object.fromEntries(news.map((field) => [field, fresh[field]])) }
    setRaw(state.raw)
  }, [])

  /** Nothing is saved from now on: the words have been handed in. */
  const end = () => {
    now.current.ended = true
    clearTimeout(timer.current)
  }
  const resume = () => {
    now.current.ended = false
  }

  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') save(true)
    }
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current.dirty && !now.current.ended) event.preventDefault()
    }
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('beforeunload', warn)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('beforeunload', warn)
      save(true)
    }
  }, [save])

  return { raw, status, set, follow, end, resume }
}
