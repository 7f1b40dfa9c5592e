import { lazy, Suspense, useRef } from 'react'
import type { ScheduleEntry, ScheduleView } from '../../api/schedule-model.ts'
import { AsAt } from '../shell/as-at.tsx'
import { useTab } from '../shell/tab-context.ts'
import { useLive } from '../shell/use-live.ts'
import { EntryCard } from './entry-card.tsx'
import './schedule.css'

const EntryDetails = lazy(() => import('./entry-details.tsx').then(({ EntryDetails }) => ({ default: EntryDetails })))

const versionPath = () => '/api/version'

/** The year by quarter: audits, evaluations, self-assessments, how each stands, and what comes next (WORK A1). */
export const SchedulePage = ({ entry }: { entry?: string }) => {
  const { session } = useTab()
  const live = useLive<ScheduleView>('/api/schedule', versionPath)
  const { data } = live
  const shown = useRef<ScheduleEntry>(undefined)
  if (!data)
    return live.fault ? (
      <AsAt reading={live.reading} fault={live.fault} />
    ) : (
      <p className="starting">Opening the schedule …</p>
    )
  const { quarters, unplaced } = data
  const opened = [...quarters.flatMap(({ entries }) => entries), ...unplaced].find(({ id }) => id === entry)
  if (opened) shown.current = opened
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Schedule {data.year}</h1>
          <p className="next">
            {data.next.split(/(?<=\.) /).map((said) => (
              <span key={said}>{said} </span>
            ))}
          </p>
        </div>
        <AsAt reading={live.reading} fault={live.fault} />
      </div>
      {quarters.map(({ quarter, months, current, entries }) => (
        <section
          key={quarter}
          className={`quarter${current ? ' quarter-now' : ''}`}
          aria-label={`Quarter ${quarter}, ${months}${current ? ', now' : ''}`}
        >
          <div className="quarter-head">
            <h2>Q{quarter}</h2>
            <p>{months}</p>
            {current && <p className="now">Now</p>}
          </div>
          {entries.length === 0 ? (
            <p className="quarter-empty">Nothing is scheduled for this quarter.</p>
          ) : (
            <div className="entries">
              {entries.map((one) => (
                <EntryCard key={one.id} entry={one} />
              ))}
            </div>
          )}
        </section>
      ))}
      {unplaced.length > 0 && (
        <section className="quarter" aria-label="No quarter named">
          <div className="quarter-head">
            <h2 className="quarter-words">No quarter named</h2>
          </div>
          <div className="entries">
            {unplaced.map((one) => (
              <EntryCard key={one.id} entry={one} />
            ))}
          </div>
        </section>
      )}
      {quarters.every(({ entries }) => entries.length === 0) && unplaced.length === 0 && (
        <div className="card empty">
          <h2>No programme yet</h2>
          <p>The SSU writes the year’s audits into the list Programme; they appear here by quarter.</p>
        </div>
      )}
      {shown.current && (
        <Suspense>
          <EntryDetails entry={shown.current} open={opened !== undefined} returns={session.sees.returns !== 'none'} />
        </Suspense>
      )}
    </>
  )
}
