import type { MouseEvent, ReactNode } from 'react'
import { addressOf, go, type Place } from './address.ts'

/** A real link to a page of the tab: it opens in place, and in a new window where that is asked for. */
export const LinkTo = (props: {
  to: Place
  children: ReactNode
  className?: string
  current?: boolean
  label?: string
  tabIndex?: number
  onGo?: () => void
}) => {
  const { to, children, className, current, label, tabIndex, onGo } = props
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onGo?.()
    go(to)
  }
  return (
    <a
      href={addressOf(to)}
      onClick={follow}
      {...(className ? { className } : {})}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      {...(label ? { 'aria-label': label } : {})}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      {children}
    </a>
  )
}
