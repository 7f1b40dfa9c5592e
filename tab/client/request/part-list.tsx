import { CheckmarkCircleFilled, ClockRegular } from '@fluentui/react-icons'
import { sayMoment } from '../../../assurance/dates.ts'
import type { PartLine } from '../../api/form-model.ts'

/** Who was invited to which part, and whose is in (WORK R2): icon, word and colour together. */
export const PartList = ({ parts }: { parts: readonly PartLine[] }) => (
  <ul className="parts">
    {parts.map(({ part, title, to, done }) => (
      <li key={`${part} ${to}`}>
        {done ? (
          <span className="mark mark-returned">
            <CheckmarkCircleFilled aria-hidden="true" fontSize={18} />
            <span>In</span>
          </span>
        ) : (
          <span className="mark mark-waiting">
            <ClockRegular aria-hidden="true" fontSize={18} />
            <span>Not yet</span>
          </span>
        )}
        <span>
          {title}, {to}
          {done && <span className="cell-detail">handed in {sayMoment(done)}</span>}
        </span>
      </li>
    ))}
  </ul>
)
