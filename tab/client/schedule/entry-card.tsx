import type { ScheduleEntry } from '../../api/schedule-model.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { EntryStatusMark } from './entry-status.tsx'

/** What each sort of entry is called above its title. */
export const sortWords: { readonly [Sort in ScheduleEntry['sort']]: string } = {
  audit: 'Multi-agency audit',
  evaluation: 'Overview evaluation',
  'self-assessment': 'Self-assessment audit',
}

/** One entry of the year: what, who, by when, how it stands. The whole card opens its details. */
export const EntryCard = ({ entry }: { entry: ScheduleEntry }) => {
  const { id, sort, title, lead, group, scopeBy, status, round, steps } = entry
  const progress = round?.progress
  return (
    <article className="card entry">
      <p className="entry-sort">{sortWords[sort]}</p>
      <h3 className="entry-title">
        <LinkTo to={{ page: 'schedule', entry: id }} className="entry-link">
          {title}
        </LinkTo>
      </h3>
      <EntryStatusMark status={status} />
      {progress && progress.of > 0 ? (
        <p className="entry-progress">
          <span className="entry-count">
            {progress.accounted} of {progress.of}
          </span>{' '}
          returned, due {round?.due}
        </p>
      ) : (
        <p>{status.say}</p>
      )}
      <dl className="facts">
        {lead && (
          <div>
            <dt>SSU lead</dt>
            <dd>{lead}</dd>
          </div>
        )}
        <div>
          <dt>Group</dt>
          <dd>{group}</dd>
        </div>
        {scopeBy && (
          <div>
            <dt>Scope and tool by</dt>
            <dd>{scopeBy}</dd>
          </div>
        )}
        {steps.length > 0 && !scopeBy && (
          <div className="entry-steps">
            <dt>{steps.length === 1 ? 'When' : 'Steps'}</dt>
            <dd>
              {steps.map(({ when, what }) => (
                <span key={when + what} className="entry-step">
                  <strong>{when}</strong> {what}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </article>
  )
}
