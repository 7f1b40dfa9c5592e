import { lazy, Suspense, useEffect } from 'react'
import { type Place, useAddress } from './address.ts'
import { LinkTo } from './link-to.tsx'
import { PageGuard } from './page-guard.tsx'
import type { Tab } from './tab-context.ts'
import { useQueueCount } from './use-queue-count.ts'

const SchedulePage = lazy(() =>
  import('../schedule/schedule-page.tsx').then(({ SchedulePage }) => ({ default: SchedulePage })),
)
const ReturnsPage = lazy(() =>
  import('../returns/returns-page.tsx').then(({ ReturnsPage }) => ({ default: ReturnsPage })),
)
const FormPage = lazy(() => import('../form/form-page.tsx').then(({ FormPage }) => ({ default: FormPage })))
const AskPage = lazy(() => import('../ask/ask-page.tsx').then(({ AskPage }) => ({ default: AskPage })))
const SharePage = lazy(() => import('../share/share-page.tsx').then(({ SharePage }) => ({ default: SharePage })))
const QueuePage = lazy(() => import('../queue/queue-page.tsx').then(({ QueuePage }) => ({ default: QueuePage })))

const titles: { readonly [Page in Place['page']]: string } = {
  schedule: 'Schedule',
  returns: 'Returns',
  request: 'Returns',
  form: 'Answer',
  ask: 'Ask',
  share: 'Share early',
  queue: 'Queue',
}

const Page = ({ place }: { place: Place }) => {
  switch (place.page) {
    case 'schedule':
      return <SchedulePage {...(place.entry ? { entry: place.entry } : {})} />
    case 'returns':
      return (
        <ReturnsPage
          {...(place.round ? { round: place.round } : {})}
          {...(place.agency ? { people: place.agency } : {})}
        />
      )
    case 'request':
      return <ReturnsPage openKey={place.key} />
    case 'form':
      return <FormPage place={place} />
    case 'ask':
      return <AskPage place={place} />
    case 'share':
      return <SharePage {...(place.agency ? { agency: place.agency } : {})} />
    case 'queue':
      return <QueuePage />
  }
}

/** What waits for the SSU, as a link with its count; read out as a sentence. */
const QueueLink = ({ current }: { current: boolean }) => {
  const count = useQueueCount()
  return (
    <LinkTo to={{ page: 'queue' }} current={current} {...(count > 0 ? { label: `Queue ${count} waiting` } : {})}>
      Queue {count > 0 && <span className="nav-count">{count}</span>}
    </LinkTo>
  )
}

const Head = ({ tab, place }: { tab: Tab; place: Place }) => {
  const { session } = tab
  const { may } = session
  return (
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
          <LinkTo to={{ page: 'form' }} current={place.page === 'form'}>
            Answer
          </LinkTo>
        )}
        {may.share && (
          <LinkTo to={{ page: 'share' }} current={place.page === 'share'}>
            Share early
          </LinkTo>
        )}
        {may.ask && (
          <LinkTo to={{ page: 'ask' }} current={place.page === 'ask'}>
            Ask
          </LinkTo>
        )}
        {may.queue && <QueueLink current={place.page === 'queue'} />}
      </nav>
    </header>
  )
}

/** The page the address names, under the pages' links; in a dialog the page alone. */
export const Pages = ({ tab }: { tab: Tab }) => {
  const place = useAddress()
  const narrow = place.page === 'form' || place.page === 'ask' || place.page === 'share'
  useEffect(() => {
    document.title = `${titles[place.page]} – Sightline`
  }, [place.page])
  return (
    <>
      {!tab.host.inDialog && <Head tab={tab} place={place} />}
      <main id="main" tabIndex={-1} className={narrow ? 'main main-form' : 'main'}>
        <PageGuard key={place.page === 'request' ? 'returns' : place.page}>
          <Suspense fallback={<p className="starting">Opening …</p>}>
            <Page place={place} />
          </Suspense>
        </PageGuard>
      </main>
    </>
  )
}
