import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { FormView } from '../../api/form-model.ts'
import type { RequestView } from '../../api/request-model.ts'
import { AnswersAsAsked } from '../request/answers-as-asked.tsx'
import { LinkTo } from '../shell/link-to.tsx'
import { useTab } from '../shell/tab-context.ts'
import { KeptWords } from './kept-words.tsx'
import { wordsOf } from './typed-lines.ts'

/** A request that needs no answer now: who answered and when, the answers read-only, and the way to correct them. */
export const ReturnedView = ({ form, onCorrect }: { form: FormView; onCorrect: () => void }) => {
  const { server, host } = useTab()
  const { key, banner, may, nil, state } = form
  const [request, setRequest] = useState<RequestView>()
  useEffect(() => {
    server.get<RequestView>(`/api/request?key=${encodeURIComponent(key)}`).then(setRequest, () => undefined)
  }, [server, key])
  const closed: { readonly [name: string]: string } = {
    withdrawn: 'The SSU has withdrawn this request, so nothing more is needed.',
    excused: 'The SSU has excused your agency, so nothing more is needed.',
    asked: 'This is for the agency’s own people to answer.',
    'sent-back': 'This is for the agency’s own people to answer.',
  }
  const say = closed[state] ?? banner
  return (
    <div className="card form-card">
      <MessageBar intent={banner && !closed[state] ? 'success' : 'info'} layout="multiline">
        <MessageBarBody>
          {say}
          {state === 'accepted' && ' It has been reviewed and accepted, so it can no longer be changed.'}
        </MessageBarBody>
      </MessageBar>
      <div className="buttons">
        {may.includes('return') && (
          <Button appearance="primary" onClick={onCorrect}>
            Correct this return
          </Button>
        )}
        {!host.inDialog && (
          <LinkTo to={{ page: 'request', key }} className="strong-link">
            {nil ? 'Open the request to see or reverse the nil return' : 'Open the request'}
          </LinkTo>
        )}
        {host.inDialog && <Button onClick={() => host.submitDialog({ closed: key })}>Close</Button>}
      </div>
      {closed[state] && form.source === 'draft' && <KeptWords words={wordsOf(form.definition, form.raw)} />}
      {request?.nil && (
        <dl className="facts">
          <div>
            <dt>Found</dt>
            <dd>{request.nil.kind}</dd>
          </div>
          <div>
            <dt>Systems searched</dt>
            <dd>{request.nil.systems}</dd>
          </div>
          <div>
            <dt>Period</dt>
            <dd>{request.nil.period}</dd>
          </div>
        </dl>
      )}
      {request?.answers && (
        <>
          <h2>Answers as asked</h2>
          <AnswersAsAsked sections={request.answers} heading="h3" requestKey={key} />
        </>
      )}
    </div>
  )
}
