import { useCallback, useEffect, useState } from 'react'
import type { Opened } from './place-list.tsx'

const read = (hash: string): Opened | undefined => {
  const [, kind, ...rest] = hash.split('/')
  const id = decodeURIComponent(rest.join('/'))
  if (kind === 'tab') return id === '' ? { kind } : { kind, subPageId: id }
  if (kind === 'conversation' && id !== '') return { kind, id }
  return undefined
}

const write = (opened: Opened | undefined): string => {
  if (!opened) return '#/'
  const id = opened.kind === 'tab' ? (opened.subPageId ?? '') : opened.id
  return `#/${opened.kind}/${encodeURIComponent(id)}`
}

/** What is open on the right, kept in the address, so that the browser's own back and reload work. */
export const useOpened = (): [Opened | undefined, (opened: Opened | undefined) => void] => {
  const [opened, setOpened] = useState(() => read(window.location.hash))
  useEffect(() => {
    const onChange = () => setOpened(read(window.location.hash))
    window.addEventListener('hashchange', onChange)
    return () => window.removeEventListener('hashchange', onChange)
  }, [])
  const open = useCallback((next: Opened | undefined) => {
    window.location.hash = write(next)
  }, [])
  return [opened, open]
}
