import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { RequestView } from '../../api/request-model.ts'
import { AsAt } from '../shell/as-at.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { StateMark } from '../shell/state-mark.tsx'
import { type Live, useLive } from '../shell/use-live.ts'
import { AnswersAsAsked } from './answers-as-asked.tsx'
import { Grades } from './grades.tsx'
import { History } from './history.tsx'
import { MoveActions } from './move-actions.tsx'
import { SideFacts } from './side-facts.tsx'
import './request.css'

/** Everything about one request, kept up to date while the panel is open. */
const RequestBody = ({ data, live, onDone }: { data: RequestView; live: Live<RequestView>; onDone: () => void }) => {
  const { why, clause, cell, issued, due, asked, nil, answers, ratings, reused, withheld, keyConfirmed } = data
  return (
    <>
      <p className="panel-state">
        <StateMark state={cell.state} word={cell.word} />
        <span className="quiet">{cell.detail}</span>
      </p>
      <AsAt reading={live.reading} fault={live.fault} />
      {data.closed && (
        <MessageBar layout="multiline">
          <MessageBarBody>The SSU has closed this round: no more answers are taken.</MessageBarBody>
        </MessageBar>
      )}
      <MoveActions request={data} onDone={onDone} />
      <SideFacts request={data} />
      {ratings && <Grades ratings={ratings} answers={answers ?? []} />}
      <History history={data.history} sent={data.sent} />

      {nil && (
        <>
          <h3>Nil return</h3>
          <dl className="facts">
            <div>
              <dt>Found</dt>
              <dd>{nil.kind}</dd>
            </div>
            <div>
              <dt>Systems searched</dt>
              <dd>{nil.systems}</dd>
            </div>
            <div>
              <dt>Period</dt>
              <dd>{nil.period}</dd>
            </div>
          </dl>
        </>
      )}
      {answers && (
        <>
          <h3>Answers as asked</h3>
          {reused && (
            <p className="quiet">
              Started from what was answered in {reused.from} on {reused.on}, read again and confirmed.
            </p>
          )}
          <AnswersAsAsked sections={answers} heading="h4" requestKey={data.key} />
        </>
      )}
      {withheld && <p className="quiet">{withheld}</p>}

      <h3>What is asked</h3>
      <p>{why}</p>
      <p className="quiet">{clause}</p>
      <dl className="facts">
        <div>
          <dt>Asked</dt>
          <dd>{issued}</dd>
        </div>
        <div>
          <dt>Due</dt>
          <dd>{due}</dd>
        </div>
        <div>
          <dt>Reviewed by</dt>
          <dd>{data.group}</dd>
        </div>
        {keyConfirmed && (
          <div>
            <dt>Case key</dt>
            <dd>Confirmed by {keyConfirmed}</dd>
          </div>
        )}
        <div>
          <dt>Questions</dt>
          <dd>
            {asked.questions}: {asked.sections.join(' · ')}
          </dd>
        </div>
      </dl>
      {data.sample && <p className="quiet">This is a sample: dates, people and answers are invented.</p>}
    </>
  )
}

/** One request: how it stands, what may be done, what was asked and answered, and what happened (WORK R6, R8). */
export const RequestPanel = (props: {
  requestKey: string
  open: boolean
  onClose: () => void
  onChanged: () => void
}) => {
  const { requestKey, open, onClose, onChanged } = props
  const query = `key=${encodeURIComponent(requestKey)}`
  const live = useLive<RequestView>(`/api/request?${query}`, () => `/api/version?${query}`, open)
  const { data } = live
  const subject = data && (data.caseRef?.toUpperCase() ?? data.about?.title ?? data.person)
  const title = data ? [data.agency.name, ...(subject ? [subject] : [])].join(', ') : 'Request'
  const changed = () => {
    live.refresh()
    onChanged()
  }
  return (
    <SidePanel open={open} title={title} {...(data ? { over: data.title } : {})} onClose={onClose}>
      {data ? (
        <RequestBody key={data.key} data={data} live={live} onDone={changed} />
      ) : live.fault ? (
        <AsAt reading={undefined} fault={live.fault} />
      ) : (
        <p role="status">Opening the request …</p>
      )}
    </SidePanel>
  )
}
