import { FluentProvider, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { SessionView } from '../../api/session-model.ts'
import { useAddress } from './address.ts'
import type { Host } from './host.ts'
import { LinkTo } from './link-to.tsx'
import { PageGuard } from './page-guard.tsx'
import { createServer } from './server.ts'
import { type Tab, TabContext } from './tab-context.ts'

const SchedulePage = lazy(() =>
  import('../schedule/schedule-page.tsx').then(({ SchedulePage }) => ({ default: SchedulePage })),
)
const ReturnsPage = lazy(() =>
  import('../returns/returns-page.tsx').then(({ ReturnsPage }) => ({ default: ReturnsPage })),
)
const FormPage = lazy(() => import('../form/form-page.tsx').then(({ FormPage }) => ({ default: FormPage })))

const themes = { default: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme }

const Pages = ({ tab }: { tab: Tab }) => {
  const place = useAddress()
  const { session, host } = tab
  const inForm = place.page === 'form'
  useEffect(() => {
    const titles = { schedule: 'Schedule', returns: 'Returns', request: 'Returns', form: 'Audit return' }
    document.title = `${titles[place.page]} – Sightline`
  }, [place.page])
  return (
    <>
      {!host.inDialog && (
        <header className="head">
          <a className="skip" href="#main">
            Skip to the page
          </a>
          <div className="head-who">
            <span className="head-partnership">{session.partnership.name}</span>
            <span className="head-person">
              {session.name} · {session.roles[0] ?? ''}
            </span>
          </div>
          <nav aria-label="Pages">
            <LinkTo to={{ page: 'schedule' }} current={place.page === 'schedule'}>
              Schedule
            </LinkTo>
            <LinkTo to={{ page: 'returns' }} current={place.page === 'returns' || place.page === 'request'}>
              Returns
            </LinkTo>
            {session.sees.answers === 'own' && (
              <LinkTo to={{ page: 'form' }} current={inForm}>
                Answer
              </LinkTo>
            )}
          </nav>
        </header>
      )}
      <main id="main" tabIndex={-1} className={inForm ? 'main main-form' : 'main'}>
        <PageGuard key={place.page === 'request' ? 'returns' : place.page}>
          <Suspense fallback={<p className="starting">Opening …</p>}>
            {place.page === 'schedule' && <SchedulePage {...(place.entry ? { entry: place.entry } : {})} />}
            {place.page === 'returns' || place.page === 'request' ? (
              <ReturnsPage
                {...(place.page === 'returns' && place.round ? { round: place.round } : {})}
                {...(place.page === 'request' ? { openKey: place.key } : {})}
              />
            ) : null}
            {place.page === 'form' && <FormPage place={place} />}
          </Suspense>
        </PageGuard>
      </main>
    </>
  )
}

/** The frame of every page: theme followed live, who one is, and the pages' links. */
export const Shell = ({ host }: { host: Host }) => {
  const [theme, setTheme] = useState(host.theme)
  const [tab, setTab] = useState<Tab>()
  const [fault, setFault] = useState<string>()
  const [attempt, setAttempt] = useState(0)

  useEffect(() => host.onTheme(setTheme), [host])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    const server = createServer(host)
    server.get<SessionView>('/api/session').then(
      (session) => setTab({ host, server, session }),
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
