import { createContext, useContext } from 'react'
import type { ThemeName } from '../../../cards/host-config.ts'
import type { PageHome } from '../page-wire.ts'
import type { DialogAsked } from './dialog-view.tsx'
import type { Server } from './server.ts'

/** Who is acting and what everything on the page can ask for. */
export interface Acting {
  readonly server: Server
  readonly home: PageHome
  readonly theme: ThemeName
  readonly now: Date
  /** Opens the tab inside, at a page of its own where one is named. */
  openTab(subPageId?: string): void
  /** Follows a link as Teams does: our own tab inside, everything else outside. */
  openLink(url: string): void
  openDialog(dialog: DialogAsked): void
}

const ActingContext = createContext<Acting | undefined>(undefined)

export const ActingProvider = ActingContext.Provider

/** Who is acting; only inside `ActingProvider`. */
export const useActing = (): Acting => {
  const acting = useContext(ActingContext)
  if (!acting) throw new Error('Nobody is acting here.')
  return acting
}
