import { FluentProvider, Spinner } from '@fluentui/react-components'
import { useEffect, useMemo, useState } from 'react'
import type { PageStart } from '../page-wire.ts'
import { readStart, serverAs } from './server.ts'
import { SignedIn } from './signed-in.tsx'
import { fluentThemes, keepTheme, keptTheme } from './themes.ts'

const personKey = 'local-teams.person'

/** Local Teams: one chooses who one is, kept for this browser tab, and sees what that person sees. */
export const LocalTeams = () => {
  const [theme, setTheme] = useState(keptTheme)
  const [start, setStart] = useState<PageStart>()
  const [fault, setFault] = useState<string>()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(personKey))

  useEffect(() => {
    readStart().then(setStart, (reason: Error) => setFault(reason.message))
  }, [])

  // For what Fluent's tokens do not reach: the browser's own controls, also those in dialogs, which stand outside.
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])

  const person =
    start?.people.find(({ id }) => id === chosen) ?? start?.people.find(({ id }) => id === start.defaultPerson)
  const personId = person?.id
  const server = useMemo(() => (personId === undefined ? undefined : serverAs(personId)), [personId])

  return (
    <FluentProvider theme={fluentThemes[theme]}>
      <div className="local-teams">
        {fault !== undefined && (
          <p role="alert" className="pane-fault">
            {fault}
          </p>
        )}
        {!start && fault === undefined && <Spinner className="pane-wait" label="Opening local Teams…" />}
        {start && person && server && (
          <SignedIn
            key={person.id}
            people={start.people}
            person={person}
            server={server}
            theme={theme}
            onTheme={(next) => {
              keepTheme(next)
              setTheme(next)
            }}
            onPerson={(id) => {
              sessionStorage.setItem(personKey, id)
              setChosen(id)
            }}
          />
        )}
      </div>
    </FluentProvider>
  )
}
