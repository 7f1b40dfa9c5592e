import type { QueueView } from '../../api/queue-model.ts'
import { LineHead } from './line-head.tsx'

/** A row that somebody changed by hand so that it cannot be read; it is mended in SharePoint. */
export const UnreadableLine = ({ line }: { line: QueueView['unreadable'][number] }) => (
  <li className="card queue-line">
    <LineHead line={line} />
    <p className="said">{line.why}</p>
  </li>
)
