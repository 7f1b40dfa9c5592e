import { sayDay, sayMoment } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { nilSaid, ownViews, refOf } from '../ask/case-line.ts'
import type { Card } from '../card.ts'
import { casesOf, nothingToChoose, otherProblems, problemAt, sayProblems } from '../dialog.ts'
import type { ReverseForm } from '../dialog-forms.ts'
import { expander } from '../expand.ts'
import { told } from '../text.ts'
import { attemptPayload } from '../verbs.ts'
import { reverseNilTemplate } from './template.ts'

/** What the dialog needs. `typed` and `faults` come back in it where it could not be sent. */
export interface ReverseNilInput {
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  /** This agency's requests in the round; the nil returns among them are offered. */
  readonly views: readonly View[]
  /** Which opening of the dialog this is (`attemptPayload`). */
  readonly attempt: string
  readonly typed?: Pick<ReverseForm, 'keys' | 'confirmed'>
  /** By field: `cases`, `confirm`. */
  readonly faults?: readonly Fault[]
}

const expand = expander<{
  readonly title: string
  readonly intro: string
  readonly problems: string
  readonly other: string
  readonly choices: readonly { readonly title: string; readonly value: string }[]
  readonly cases: string
  readonly casesProblem: string
  readonly confirm: string
  readonly confirmProblem: string
  readonly data: ReturnType<typeof attemptPayload>
}>(reverseNilTemplate)

const titleOf = ({ request }: View): string => {
  const { nil, returned } = request
  const said = nil ? `: ${nilSaid[nil.kind]}` : ''
  const by = returned ? `, by ${told(returned.by.name, 60)} on ${sayMoment(returned.at)}` : ''
  return `${refOf(request)}${said}${by}`
}

/** Whether a request holds a nil return that the agency may still reverse. */
const isReversible = ({ request }: View): boolean => request.state === 'returned' && request.nil !== undefined

/** The dialog that reverses one nil return or several (WORK R3). */
export const reverseNilCard = ({ round, agency, views, attempt, typed, faults = [] }: ReverseNilInput): Card => {
  const { choices, chosen } = casesOf(ownViews(views, round, agency).filter(isReversible), titleOf, typed?.keys)
  if (choices.length === 0) return nothingToChoose('There is no nil return to reverse here.', faults)
  return expand({
    title: told(round.title, 200),
    intro: `Use this where somebody turns out to be known to you after all. The case then waits for your answer again, by ${sayDay(round.dueOn)}. The earlier nil return stays in its history.`,
    problems: sayProblems(faults),
    other: otherProblems(faults, ['cases', 'confirm']),
    choices,
    cases: chosen,
    casesProblem: problemAt(faults, 'cases'),
    confirm: typed?.confirmed ? 'true' : 'false',
    confirmProblem: problemAt(faults, 'confirm'),
    data: attemptPayload(
      'reverse-nil',
      { partnership: round.partnership, round: round.id, agency: agency.id },
      attempt,
    ),
  })
}
