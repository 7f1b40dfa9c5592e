import { Spinner } from '@fluentui/react-components'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ThemeName } from '../../../cards/host-config.ts'
import type { LiveUpdate, PageHome, PagePerson } from '../page-wire.ts'
import { type Acting, ActingProvider } from './acting.ts'
import { ConversationView } from './conversation-view.tsx'
import { longDay } from './dates.ts'
import { openOutside, readLink } from './deep-link.ts'
import type { DialogAsked } from './dialog-view.tsx'
import { useOpened } from './opened.ts'
import { PersonPicker } from './person-picker.tsx'
import { type Opened, PlaceList } from './place-list.tsx'
import type { Server } from './server.ts'
import { TabView } from './tab-view.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const DialogView = lazy(() => import('./dialog-view.tsx').then((module) => ({ default: module.DialogView })))

/** Whether a place is one of this person's. */
const isTheirs = (home: PageHome, opened: Opened): boolean =>
  opened.kind === 'tab' ||
  opened.id === home.chat.id ||
  home.teams.some(({ channels }) => channels.some(({ id }) => id === opened.id))

/** What is on the left, kept up to date by the server's stream; `stamps` counts the changes of each conversation. */
const useHome = (server: Server) => {
  const [home, setHome] = useState<PageHome>()
  const [readAt, setReadAt] = useState(0)
  const [stamps, setStamps] = useState<ReadonlyMap<string, number>>(new Map())
  const [fault, setFault] = useState<string>()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)

  const refresh = useCallback(() => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => {
      server.home().then(
        (read) => {
          setHome(read)
          setReadAt(Date.now())
          setFault(undefined)
        },
        (reason: Error) => setFault(reason.message),
      )
    }, 60)
  }, [server])

  useEffect(() => {
    let ending = new AbortController()
    const onUpdate = (update?: LiveUpdate) => {
      refresh()
      setStamps((before) => {
        const changed = update ? [update.conversation] : [...before.keys(), 'all']
        return new Map([...before, ...changed.map((id) => [id, (before.get(id) ?? 0) + 1] as const)])
      })
    }
    // Only while it is looked at: a browser keeps no more than six connections open to one address.
    const follow = () => {
      ending.abort()
      if (document.hidden) return
      ending = new AbortController()
      server.listen(ending.signal, onUpdate)
    }
    refresh()
    follow()
    document.addEventListener('visibilitychange', follow)
    // So that the day shown goes on with the clock.
    const ticking = setInterval(refresh, 60_000)
    return () => {
      ending.abort()
      document.removeEventListener('visibilitychange', follow)
      clearInterval(ticking)
      clearTimeout(waiting.current)
    }
  }, [server, refresh])

  return { home, readAt, fault, refresh, stampOf: (id: string) => (stamps.get(id) ?? 0) + (stamps.get('all') ?? 0) }
}

/** Local Teams as one person sees it. */
export const SignedIn = (props: {
  people: readonly PagePerson[]
  person: PagePerson
  server: Server
  theme: ThemeName
  onTheme: (theme: ThemeName) => void
  onPerson: (id: string) => void
}) => {
  const { people, person, server, theme } = props
  const { home, readAt, fault, refresh, stampOf } = useHome(server)
  const [asked, setOpened] = useOpened()
  const [dialog, setDialog] = useState<DialogAsked>()
  const opened = home && asked && isTheirs(home, asked) ? asked : undefined

  // What is new comes first: an empty channel would greet whoever has many.
  const channels = home?.teams.flatMap((team) => team.channels) ?? []
  const firstChannel = (channels.find(({ unseen }) => unseen > 0) ?? channels[0])?.id ?? home?.chat.id
  const wide = window.matchMedia('(min-width: 721px)').matches
  useEffect(() => {
    // With room for both, nobody is left before an empty right half.
    if (home && !opened && wide && firstChannel !== undefined) setOpened({ kind: 'conversation', id: firstChannel })
  }, [home, opened, wide, firstChannel, setOpened])

  const now = useMemo(
    () => (home ? new Date(Date.parse(home.now) + (Date.now() - readAt)) : new Date()),
    [home, readAt],
  )
  const acting = useMemo<Acting | undefined>(() => {
    if (!home) return undefined
    const openTab = (subPageId?: string) =>
      setOpened(subPageId === undefined ? { kind: 'tab' } : { kind: 'tab', subPageId })
    return {
      server,
      home,
      theme,
      now,
      openTab,
      openLink: (url) => {
        const target = readLink(url, home.appId)
        if (!target) return
        if ('tab' in target) openTab(target.tab.subPageId)
        else openOutside(target.url)
      },
      openDialog: setDialog,
    }
  }, [home, server, theme, now, setOpened])

  if (!home || !acting) {
    return fault === undefined ? (
      <Spinner className="pane-wait" label={`Signing in as ${person.name}…`} />
    ) : (
      <p role="alert" className="pane-fault">
        {fault}
      </p>
    )
  }
  const back = () => setOpened(undefined)
  return (
    <ActingProvider value={acting}>
      <main className="columns" data-showing={opened ? 'pane' : 'list'}>
        <h1 className="only-heard">Local Teams</h1>
        <div className="list">
          <header className="list-head">
            <PersonPicker people={people} person={person} onChoose={props.onPerson} />
            <div className="list-day">
              <time dateTime={home.now.slice(0, 10)}>{longDay(now)}</time>
              <ThemeSwitch theme={theme} onChoose={props.onTheme} />
            </div>
          </header>
          <PlaceList home={home} opened={opened} onOpen={setOpened} />
          <p className="list-foot">Local Teams — sample people</p>
        </div>
        <div className="right">
          {opened?.kind === 'conversation' && (
            <ConversationView
              key={opened.id}
              id={opened.id}
              stamp={stampOf(opened.id)}
              onBack={back}
              onSeen={refresh}
            />
          )}
          {opened?.kind === 'tab' && (
            <TabView key={opened.subPageId ?? ''} subPageId={opened.subPageId} onBack={back} />
          )}
        </div>
      </main>
      <Suspense>{dialog && <DialogView asked={dialog} onClose={() => setDialog(undefined)} />}</Suspense>
    </ActingProvider>
  )
}
