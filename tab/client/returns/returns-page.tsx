import { lazy, Suspense, useRef } from 'react'
import type { ReturnsView } from '../../api/returns-model.ts'
import { go } from '../shell/address.ts'
import { AsAt } from '../shell/as-at.tsx'
import { useLive } from '../shell/use-live.ts'
import { AgencyList } from './agency-list.tsx'
import { FollowIssuing } from './issuing.tsx'
import { Matrix } from './matrix.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { RoundActions } from './round-actions.tsx'
import { RoundPicker } from './round-picker.tsx'
import { Totals } from './totals.tsx'
import { useNarrow } from './use-narrow.ts'
import './returns.css'

const RequestPanel = lazy(() =>
  import('../request/request-panel.tsx').then(({ RequestPanel }) => ({ default: RequestPanel })),
)

/** A request's key names its round: `swindon/audit-return:<round>:<case>:<agency>`. */
const roundOfKey = (key: string): string | undefined => key.split('/')[1]?.split(':')[1]

const versionPath = (shown: ReturnsView | undefined) =>
  shown?.round ? `/api/version?round=${encodeURIComponent(shown.round.id)}` : '/api/version'

/** Who has returned what: agency × case, need or people for one round, with the panel of one request over it (WORK R7). */
export const ReturnsPage = ({ round, openKey, people }: { round?: string; openKey?: string; people?: string }) => {
  const narrow = useNarrow()
  const path = useRef('/api/returns')
  const known = useRef<string>(undefined)
  const wanted = openKey ? roundOfKey(openKey) : round
  if (wanted && wanted !== known.current) path.current = `/api/returns?round=${encodeURIComponent(wanted)}`
  const live = useLive<ReturnsView>(path.current, versionPath)
  const { data } = live
  known.current = data?.round?.id ?? wanted

  const lastKey = useRef<string>(undefined)
  if (openKey) lastKey.current = openKey

  const panel = lastKey.current ? (
    <Suspense>
      <RequestPanel
        requestKey={lastKey.current}
        open={openKey !== undefined}
        onChanged={live.refresh}
        onClose={() => go({ page: 'returns', ...(known.current ? { round: known.current } : {}) })}
      />
    </Suspense>
  ) : null

  if (!data)
    return (
      <>
        {live.fault ? (
          <>
            <h1>Returns</h1>
            <AsAt reading={live.reading} fault={live.fault} />
          </>
        ) : (
          <p className="starting">Opening the returns …</p>
        )}
        {panel}
      </>
    )
  const { rounds, columns, rows, progress, scope } = data
  const shown = data.round
  const shownPeople = rows.find(({ agency }) => agency.id === people)
  return (
    <>
      <div className="page-head">
        <h1>Returns</h1>
        <AsAt reading={live.reading} fault={live.fault} />
      </div>
      {rounds.length > 1 && <RoundPicker rounds={rounds} shown={shown?.id} />}
      {shown ? (
        <>
          <div className="round-head">
            <h2 className={rounds.length > 1 ? 'unseen' : ''}>{shown.title}</h2>
            <p>
              Asked {shown.issued} · due <strong>{shown.due}</strong> · {shown.group}
              {shown.closed ? ' · closed' : ''}
              {shown.released && shown.changes.length > 0 ? ' · released to the group' : ''}
              {shown.sample ? ' · sample dates and answers' : ''}
            </p>
          </div>
          {shown.issuing && <FollowIssuing round={shown.id} start={shown.issuing} />}
          {rows.length > 0 ? (
            <>
              <Totals progress={progress} own={scope === 'own'} />
              <RoundActions
                key={shown.id}
                round={shown}
                missing={progress.of - progress.accounted}
                onChanged={live.refresh}
              />
              {narrow ? (
                <AgencyList columns={columns} rows={rows} round={shown.id} />
              ) : (
                <Matrix columns={columns} rows={rows} round={shown.id} label={`Returns for ${shown.title}`} />
              )}
            </>
          ) : (
            <div className="card empty">
              <h2>Nothing is asked of your agency here</h2>
              <p>When the SSU asks something, it appears here and as a card in your agency’s channel.</p>
            </div>
          )}
        </>
      ) : (
        <div className="card empty">
          <h2>Nobody has been asked yet</h2>
          <p>Once the SSU asks, every agency and case stands here, with who has returned and who has not.</p>
        </div>
      )}
      {panel}
      <PeoplePanel
        row={shownPeople}
        title={shown?.title ?? ''}
        open={people !== undefined && shownPeople !== undefined}
        onClose={() => go({ page: 'returns', ...(shown ? { round: shown.id } : {}) })}
      />
    </>
  )
}
