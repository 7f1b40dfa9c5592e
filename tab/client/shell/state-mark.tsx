import {
  ArrowReplyFilled,
  ArrowSyncCircleFilled,
  CheckmarkCircleFilled,
  CircleHintRegular,
  ClockRegular,
  DismissCircleRegular,
  type FluentIcon,
  RibbonStarFilled,
  SubtractCircleFilled,
  WarningFilled,
} from '@fluentui/react-icons'
import type { CellState } from '../../api/cell-model.ts'

const icons: { readonly [State in CellState]: FluentIcon } = {
  waiting: ClockRegular,
  late: WarningFilled,
  received: ArrowSyncCircleFilled,
  returned: CheckmarkCircleFilled,
  nil: SubtractCircleFilled,
  'sent-back': ArrowReplyFilled,
  accepted: RibbonStarFilled,
  excused: CircleHintRegular,
  withdrawn: DismissCircleRegular,
}

/** A state as icon, word and colour together; never colour alone. */
export const StateMark = ({ state, word }: { state: CellState; word: string }) => {
  const Icon = icons[state]
  return (
    <span className={`mark mark-${state}`}>
      <Icon aria-hidden="true" fontSize={18} />
      <span className="mark-word">{word}</span>
    </span>
  )
}
