import type { IsoDate } from '../../assurance/dates.ts'
import { isIsoDate } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import { nilLabels } from '../../assurance/read-nil.ts'
import type { Round, View } from '../../assurance/record.ts'
import { nilKinds } from '../../assurance/request.ts'
import { isAnswerable, ownViews, refOf } from '../ask/case-line.ts'
import type { Card } from '../card.ts'
import { casesOf, nothingToChoose, otherProblems, problemAt, sayProblems } from '../dialog.ts'
import type { NilForm } from '../dialog-forms.ts'
import { expander } from '../expand.ts'
import { smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { attemptPayload } from '../verbs.ts'
import { nilTemplate } from './template.ts'

/** What the dialog of a nil return needs. `typed` and `faults` come back in it where it could not be sent. */
export interface NilInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  /** This agency's requests in the round; the open ones whose key is confirmed are offered. */
  readonly views: readonly View[]
  readonly today: IsoDate
  /** Which opening of the dialog this is (`attemptPayload`). */
  readonly attempt: string
  readonly typed?: Pick<NilForm, 'keys' | 'nil' | 'confirmed'>
  /** By field: `cases`, `kind`, `systems`, `from`, `to`, `confirm`. */
  readonly faults?: readonly Fault[]
}

const fields = ['cases', 'kind', 'systems', 'from', 'to', 'confirm'] as const

/** What is kept of a text far too long for its field, so that the dialog itself stays small. */
const keptLength = 2_000

type Choices = readonly { readonly title: string; readonly value: string }[]

const expand = expander<
  {
    readonly title: string
    readonly intro: string
    readonly problems: string
    readonly other: string
    readonly choices: Choices
    readonly kinds: Choices
    readonly today: string
    readonly smallPrint: string
    readonly data: ReturnType<typeof attemptPayload>
  } & { readonly [Name in (typeof fields)[number]]: string } & {
    readonly [Name in `${(typeof fields)[number]}Problem`]: string
  }
>(nilTemplate)

const keptDay = (text: string): string => (isIsoDate(text) ? text : '')

/** The dialog of a formal nil return, for one case or several (WORK R3). What was typed is kept when it comes back with problems. */
export const nilCard = ({ labels, round, agency, views, today, attempt, typed, faults = [] }: NilInput): Card => {
  const { choices, chosen } = casesOf(
    ownViews(views, round, agency).filter(isAnswerable),
    ({ request }) => refOf(request),
    typed?.keys,
  )
  if (choices.length === 0)
    return nothingToChoose(
      'No case is open for a nil return: each is answered, or waits for you to confirm its case key.',
      faults,
    )
  const kind = typed?.nil.kind ?? ''
  return expand({
    title: told(round.title, 200),
    intro:
      'A formal confirmation that there is nothing to return. It counts as returned, is kept with your name and the date, and can be reversed.',
    problems: sayProblems(faults),
    other: otherProblems(faults, fields),
    choices,
    cases: chosen,
    kinds: nilKinds.map((value) => ({ title: nilLabels[value], value })),
    kind: nilKinds.some((one) => one === kind) ? kind : '',
    systems: (typed?.nil.systems ?? '').slice(0, keptLength),
    from: keptDay(typed?.nil.from ?? ''),
    to: keptDay(typed?.nil.to ?? ''),
    confirm: typed?.confirmed ? 'true' : 'false',
    today,
    casesProblem: problemAt(faults, 'cases'),
    kindProblem: problemAt(faults, 'kind'),
    systemsProblem: problemAt(faults, 'systems'),
    fromProblem: problemAt(faults, 'from'),
    toProblem: problemAt(faults, 'to'),
    confirmProblem: problemAt(faults, 'confirm'),
    smallPrint: smallPrint(labels),
    data: attemptPayload('nil', { partnership: round.partnership, round: round.id, agency: agency.id }, attempt),
  })
}
