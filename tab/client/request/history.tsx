import type { RequestView } from '../../api/request-model.ts'

/** What happened to a request, oldest first, with what went out for it. */
export const History = ({ history, sent }: Pick<RequestView, 'history' | 'sent'>) => (
  <>
    <h3>History</h3>
    {history.length === 0 ? (
      <p className="quiet">Nothing has happened yet besides the asking.</p>
    ) : (
      <ol className="history">
        {history.map(({ at, say, change, reason, waiting }) => (
          <li key={`${at} ${say}`}>
            <span className="history-at">{at}</span>
            <span>
              {say}
              {change && <span className="quiet"> {change}</span>}
              {waiting && <span className="quiet"> Received, being filed.</span>}
              {reason && <q className="reason">{reason}</q>}
            </span>
          </li>
        ))}
      </ol>
    )}
    <h3>Messages sent</h3>
    {sent.length === 0 ? (
      <p className="quiet">No message has gone out for this request yet.</p>
    ) : (
      <ol className="history">
        {sent.map(({ at, say }) => (
          <li key={`${at} ${say}`}>
            <span className="history-at">{at}</span>
            <span>{say}</span>
          </li>
        ))}
      </ol>
    )}
  </>
)
