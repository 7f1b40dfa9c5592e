import type { RequestView } from '../../api/request-model.ts'
import { PartList } from './part-list.tsx'

/** What stands beside a request's answers: its parts, who has it, more time asked for, and a question with its answer (WORK R2, R5). */
export const SideFacts = ({ request }: { request: RequestView }) => {
  const { parts = [], handed, extension, question } = request
  return (
    <>
      {question && (
        <section className="side-fact" aria-label="Question">
          <h3>Question</h3>
          <p className="said">{question.text}</p>
          <p className="quiet">{question.asked}</p>
          {question.answer ? (
            <>
              <p className="said said-back">{question.answer.text}</p>
              <p className="quiet">Answered by {question.answer.by}</p>
            </>
          ) : (
            <p className="quiet">The SSU has not answered yet.</p>
          )}
        </section>
      )}
      {extension && (
        <section className="side-fact" aria-label="More time">
          <h3>More time</h3>
          <p>
            Asked for until <strong>{extension.until}</strong>
          </p>
          {extension.reason && <p className="said">{extension.reason}</p>}
          <p className="quiet">{extension.asked}</p>
          {extension.decided ? (
            <>
              <p>
                <strong>{extension.decided.granted ? 'Given' : 'Refused'}</strong> by {extension.decided.by}
              </p>
              {extension.decided.reason && <p className="said said-back">{extension.decided.reason}</p>}
            </>
          ) : (
            <p className="quiet">The SSU has yet to decide; until then nobody is reminded.</p>
          )}
        </section>
      )}
      {handed && (
        <section className="side-fact" aria-label="With whom">
          <h3>With whom</h3>
          <p>
            Handed to <strong>{handed.to}</strong> by {handed.by}
          </p>
        </section>
      )}
      {parts.length > 0 && (
        <section className="side-fact" aria-label="Parts">
          <h3>Parts</h3>
          <PartList parts={parts} />
        </section>
      )}
    </>
  )
}
