import { createContext, useContext } from 'react'
import type { SessionView } from '../../api/session-model.ts'
import type { Host, ThemeName } from './host.ts'
import type { TabServer } from './server.ts'

/** What every page of the tab has at hand. */
export interface Tab {
  readonly host: Host
  readonly server: TabServer
  readonly session: SessionView
  /** Followed live. */
  readonly theme: ThemeName
}

export const TabContext = createContext<Tab | undefined>(undefined)

/** The tab one is in. */
export const useTab = (): Tab => {
  const tab = useContext(TabContext)
  if (!tab) throw new Error('There is no tab around this component.')
  return tab
}
