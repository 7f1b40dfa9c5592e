import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Definition, Fault } from '../../assurance/definition.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Request } from '../../assurance/request.ts'
import { refOf } from '../ask/case-line.ts'
import type { Card, Element, Filled } from '../card.ts'
import { otherProblems, sayProblems } from '../dialog.ts'
import { expander } from '../expand.ts'
import { cardInputs } from '../input.ts'
import { smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { attemptPayload } from '../verbs.ts'
import { lettersAtMost } from './fits-card.ts'
import { shortFormTemplate } from './template.ts'

/** What a short form needs. `typed` is what its inputs held, by input id; `faults` name fields of the definition. */
export interface ShortFormInput {
  readonly labels: Labels
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly request: Request
  readonly definition: Definition
  /** Which opening of the dialog this is (`attemptPayload`). */
  readonly attempt: string
  /** The revision it was opened on, so that whoever is second is told so. */
  readonly base: number
  readonly typed?: { readonly [input: string]: unknown }
  readonly faults?: readonly Fault[]
}

const expand = expander<{
  readonly from: string
  readonly title: string
  readonly clause: string
  readonly about: string
  readonly problems: string
  readonly other: string
  readonly inputs: readonly Element[]
  readonly smallPrint: string
  readonly data: Filled
}>(shortFormTemplate)

const sayAbout = (request: Request, dueOn: IsoDate): string => {
  const by = `By ${sayDay(dueOn)}.`
  if (request.pseudonym) return `${by} Your name is not kept with your answers, and nobody is shown who has answered.`
  return request.caseRef || request.about ? `${refOf(request)}. ${by}` : by
}

/** A short request answered in a card's dialog, made from its definition alone. `readCardInputs` reads what it sends. */
export const shortFormCard = (given: ShortFormInput): Card => {
  const { labels, agency, request, definition, attempt, base, typed = {}, faults = [] } = given
  const place = { partnership: request.partnership, round: request.round, agency: agency.id }
  // Where a person is asked no key travels: it would tell whoever looks at the card which one is theirs.
  const key = request.pseudonym || request.person ? {} : { key: request.key }
  return expand({
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    title: told(definition.title, 200),
    clause: told(definition.clause, 200),
    about: sayAbout(request, request.dueOn),
    problems: sayProblems(faults),
    other: otherProblems(
      faults,
      definition.fields.map(({ id }) => id),
    ),
    inputs: cardInputs(definition, {
      typed: Object.fromEntries(
        Object.entries(typed).map(([id, value]) => [
          id,
          typeof value === 'string' ? value.slice(0, lettersAtMost) : value,
        ]),
      ),
      faults,
    }),
    smallPrint: smallPrint(labels),
    data: { ...attemptPayload('complete', place, attempt), ...key, base },
  })
}
