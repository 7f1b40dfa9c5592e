import { FluentProvider, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components'
import { useEffect, useMemo, useState } from 'react'
import type { SessionView } from '../../api/session-model.ts'
import type { Host } from './host.ts'
import { Pages } from './pages.tsx'
import { createServer } from './server.ts'
import { type Tab, TabContext } from './tab-context.ts'

const themes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

/** The frame of every page: theme followed live, who one is, and the pages' links. */
export const Shell = ({ host }: { host: Host }) => {
  const [theme, setTheme] = useState(host.theme)
  const [found, setFound] = useState<Omit<Tab, 'theme'>>()
  const [fault, setFault] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  const tab = useMemo<Tab | undefined>(() => found && { ...found, theme }, [found, theme])

  useEffect(() => host.onTheme(setTheme), [host])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    const server = createServer(host)
    server.get<SessionView>('/api/session').then(
      (session) => setFound({ host, server, session }),
      (error: Error) => setFault(error.message),
    )
  }, [host, attempt])

  return (
    <FluentProvider theme={themes[theme]}>
      <div className="ground">
        {tab ? (
          <TabContext value={tab}>
            <Pages tab={tab} />
          </TabContext>
        ) : fault ? (
          <main className="main">
            <div className="card empty" role="alert">
              <h1>Sightline could not be opened</h1>
              <p>{fault}</p>
              <button
                type="button"
                className="plain-button"
                onClick={() => {
                  setFault(undefined)
                  setAttempt(attempt + 1)
                }}
              >
                Try again
              </button>
            </div>
          </main>
        ) : (
          <p className="starting" role="status">
            Opening Sightline …
          </p>
        )}
      </div>
    </FluentProvider>
  )
}
