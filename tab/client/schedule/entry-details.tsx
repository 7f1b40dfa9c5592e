import type { ScheduleEntry } from '../../api/schedule-model.ts'
import { go } from '../shell/address.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { sortWords } from './entry-card.tsx'
import { EntryStatusMark } from './entry-status.tsx'

/** Everything about one entry of the programme. */
export const EntryDetails = ({ entry, open, returns }: { entry: ScheduleEntry; open: boolean; returns: boolean }) => {
  const { title, sort, why, clause, note, steps, round, status, lead, group, priority, scopeBy, quarters } = entry
  return (
    <SidePanel open={open} title={title} over={sortWords[sort]} onClose={() => go({ page: 'schedule' })}>
      <p>
        <EntryStatusMark status={status} />
      </p>
      <p className="lead">{status.say}</p>
      {note && note !== status.say && !status.say.startsWith(note) ? <p>{note}</p> : null}
      <h3>Why</h3>
      <p>{why}</p>
      <p className="quiet">{clause}</p>
      <dl className="facts">
        <div>
          <dt>When</dt>
          <dd>
            {quarters.length > 0 ? quarters.map((quarter) => `Quarter ${quarter}`).join(', ') : 'No quarter named'}
          </dd>
        </div>
        {lead && (
          <div>
            <dt>SSU lead</dt>
            <dd>{lead}</dd>
          </div>
        )}
        <div>
          <dt>Responsible group</dt>
          <dd>{group}</dd>
        </div>
        {priority && (
          <div>
            <dt>Priority</dt>
            <dd>{priority}</dd>
          </div>
        )}
        {scopeBy && (
          <div>
            <dt>Scope and tool by</dt>
            <dd>{scopeBy}</dd>
          </div>
        )}
      </dl>
      {steps.length > 0 && (
        <>
          <h3>Steps</h3>
          <ol className="steps-list">
            {steps.map(({ when, what }) => (
              <li key={`${when} ${what}`}>
                <span className="steps-when">{when}</span>
                {what}
              </li>
            ))}
          </ol>
        </>
      )}
      <h3>Returns</h3>
      {!round && <p>Agencies have not been asked yet.</p>}
      {round && (
        <div className="panel-round">
          <p>
            Asked {round.issued}, due {round.due}
            {round.closed ? ', closed' : ''}
            {round.sample ? ' · sample dates' : ''}
          </p>
          {round.progress && <p className="lead">{round.progress.say}</p>}
          {returns && (
            <LinkTo to={{ page: 'returns', round: round.id }} className="strong-link">
              Open the returns
            </LinkTo>
          )}
        </div>
      )}
    </SidePanel>
  )
}
