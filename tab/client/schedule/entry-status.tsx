import {
  ArrowSyncRegular,
  CalendarClockRegular,
  CheckmarkCircleFilled,
  ClipboardCheckmarkRegular,
  ClockAlarmRegular,
  type FluentIcon,
  HistoryRegular,
  PauseCircleRegular,
  PeopleTeamRegular,
  QuestionCircleRegular,
  SendRegular,
  WarningFilled,
} from '@fluentui/react-icons'
import type { EntryState } from '../../../assurance/entry-standing.ts'
import type { ScheduleEntry } from '../../api/schedule-model.ts'

const icons: { readonly [State in EntryState]: FluentIcon } = {
  planned: CalendarClockRegular,
  'scope-due': PeopleTeamRegular,
  'scope-passed': ClockAlarmRegular,
  'tool-agreed': ClipboardCheckmarkRegular,
  issued: SendRegular,
  'returns-due': ArrowSyncRegular,
  'returns-late': WarningFilled,
  complete: CheckmarkCircleFilled,
  deferred: PauseCircleRegular,
  'theme-to-be-confirmed': QuestionCircleRegular,
  'date-passed': HistoryRegular,
}

/** How an entry stands, as icon, word and colour together. */
export const EntryStatusMark = ({ status }: { status: ScheduleEntry['status'] }) => {
  const Icon = icons[status.is]
  return (
    <span className={`pill pill-${status.is}`}>
      <Icon aria-hidden="true" fontSize={16} />
      {status.word}
    </span>
  )
}
