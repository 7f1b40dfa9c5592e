import type { QueueLine } from '../../api/queue-model.ts'
import { LinkTo } from '../shell/link-to.tsx'

/** Which request a line is about: agency, case or need, and round; opens it. */
export const LineHead = ({ line }: { line: QueueLine }) => {
  const subject = line.caseRef?.toUpperCase() ?? line.about?.title
  return (
    <div>
      <h3>
        <LinkTo to={{ page: 'request', key: line.key }}>
          {line.agency.name}
          {subject ? `, ${subject}` : ''}
        </LinkTo>
      </h3>
      <p className="quiet">{line.title}</p>
    </div>
  )
}
