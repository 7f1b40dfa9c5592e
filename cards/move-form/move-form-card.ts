import { sayShortDay } from '../../assurance/dates.ts'
import type { Fault } from '../../assurance/definition.ts'
import { formDefinition, type MoveForm } from '../../assurance/move-forms.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { ownViews, refOf } from '../ask/case-line.ts'
import type { Card, Element, Filled } from '../card.ts'
import { casesOf, nothingToChoose, otherProblems, problemAt, sayProblems } from '../dialog.ts'
import type { MadeForm } from '../dialog-forms.ts'
import { expander } from '../expand.ts'
import { cardInputs } from '../input.ts'
import { smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { attemptPayload, type FormVerb } from '../verbs.ts'
import { moveFormTemplate } from './template.ts'

/** What the dialog of a move needs. `typed` and `faults` come back in it where it could not be sent. */
export interface MoveFormInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  /** Its words and fields; of the first of the requests where they differ. None where there is no request to do it to. */
  readonly form: (MoveForm & { readonly doing: FormVerb }) | undefined
  /** This agency's requests that it can be done to now. */
  readonly views: readonly View[]
  /** Which opening of the dialog this is (`attemptPayload`). */
  readonly attempt: string
  readonly typed?: Pick<MadeForm, 'keys' | 'typed'>
  /** By field of the form, or `cases`. */
  readonly faults?: readonly Fault[]
}

const expand = expander<{
  readonly title: string
  readonly round: string
  readonly intro: string
  readonly problems: string
  readonly other: string
  readonly choosesCases: boolean
  readonly choices: readonly { readonly title: string; readonly value: string }[]
  readonly cases: string
  readonly casesProblem: string
  readonly isForOne: boolean
  readonly one: string
  readonly inputs: readonly Element[]
  readonly smallPrint: string
  readonly actions: readonly Element[]
}>(moveFormTemplate)

/** Whether the requests have different due days: then each says its own. */
const titles = (views: readonly View[]): ((view: View) => string) => {
  const days = new Set(views.map(({ request }) => request.dueOn))
  return ({ request }) => (days.size > 1 ? `${refOf(request)}, due ${sayShortDay(request.dueOn)}` : refOf(request))
}

const started = (form: MoveForm): { readonly [input: string]: string } =>
  Object.fromEntries(Object.entries(form.start).map(([field, value]) => [`answer.${field}`, value]))

/** What is kept of a text far too long for its field, so that the dialog itself stays small. */
const keptLength = 4_000
const kept = (typed: MadeForm['typed']): MadeForm['typed'] =>
  Object.fromEntries(
    Object.entries(typed).map(([input, value]) => [
      input,
      typeof value === 'string' ? value.slice(0, keptLength) : value,
    ]),
  )

/**
 * The dialog of any move with a small form, made from that form alone (WORK R5): the cases it is for, one or several, its
 * questions, each problem beside its field, and all that was typed.
 */
export const moveFormCard = (given: MoveFormInput): Card => {
  const { labels, round, agency, form, attempt, typed, faults = [] } = given
  const views = ownViews(given.views, round, agency)
  if (!form || views.length === 0)
    return nothingToChoose(
      'There is nothing here now that this can be done to. The card in the channel says how each stands.',
      faults,
    )
  const definition = formDefinition(form)
  const { choices, chosen } = casesOf(views, titles(views), typed?.keys)
  const isForOne = choices.length === 1
  const [only] = choices
  const data: { readonly [name: string]: Filled } = {
    ...attemptPayload(form.doing, { partnership: round.partnership, round: round.id, agency: agency.id }, attempt),
    ...(isForOne && only ? { cases: only.value } : {}),
  }
  const fields = form.fields.map(({ id }) => id)
  return expand({
    title: form.title,
    round: told(round.title, 200),
    intro: told(form.intro, 600),
    problems: sayProblems(faults),
    other: otherProblems(faults, [...fields, ...(isForOne ? [] : ['cases'])]),
    choosesCases: !isForOne,
    choices,
    cases: chosen,
    casesProblem: problemAt(isForOne ? [] : faults, 'cases'),
    isForOne: isForOne && only?.title !== 'This request',
    one: `For ${only?.title ?? ''}`,
    inputs: cardInputs(definition, { typed: { ...started(form), ...kept(typed?.typed ?? {}) }, faults }),
    smallPrint: smallPrint(labels),
    actions: [{ type: 'Action.Submit', title: form.submit, data }],
  })
}
