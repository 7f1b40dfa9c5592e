import type { ReturnsView } from '../../api/returns-model.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { StateMark } from '../shell/state-mark.tsx'
import { rowClass } from './agency-list.tsx'
import { isCount } from './cell-link.tsx'

/** The people of one agency who were asked, each with a request of their own; without names where none are kept (WORK P2). */
export const PeoplePanel = (props: {
  row: ReturnsView['rows'][number] | undefined
  title: string
  open: boolean
  onClose: () => void
}) => {
  const { row, title, open, onClose } = props
  const each = (row?.cells ?? []).flatMap((cell) => (cell && isCount(cell) ? cell.each : []))
  return (
    <SidePanel open={open} title={row?.agency.name ?? ''} over={title} onClose={onClose}>
      <ul>
        {each.map((one) => (
          <li key={one.key}>
            <LinkTo to={{ page: 'request', key: one.key }} className={rowClass(one.who)}>
              <span className="agency-case">{one.who}</span>
              <span>
                <StateMark state={one.state} word={one.word} />
                <span className="cell-detail">{one.detail}</span>
              </span>
            </LinkTo>
          </li>
        ))}
      </ul>
    </SidePanel>
  )
}
