import type { Definition, Fault } from '../../assurance/definition.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Request } from '../../assurance/request.ts'
import type { Card, Element } from '../card.ts'
import { otherProblems, sayProblems } from '../dialog.ts'
import { expander } from '../expand.ts'
import { cardInputs } from '../input.ts'
import { smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { payload } from '../verbs.ts'
import { shortFormTemplate } from './template.ts'

/** What a short form needs. `typed` is what its inputs held, by input id; `faults` name fields of the definition. */
export interface ShortFormInput {
  readonly labels: Labels
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly request: Pick<Request, 'key' | 'partnership' | 'round'>
  readonly definition: Definition
  readonly typed?: { readonly [input: string]: unknown }
  readonly faults?: readonly Fault[]
}

const expand = expander<{
  readonly from: string
  readonly title: string
  readonly clause: string
  readonly problems: string
  readonly other: string
  readonly inputs: readonly Element[]
  readonly smallPrint: string
  readonly data: ReturnType<typeof payload>
}>(shortFormTemplate)

/** A short request completed on its card, made from its definition alone. `readCardInputs` reads what it sends. */
export const shortFormCard = ({ labels, agency, request, definition, typed = {}, faults = [] }: ShortFormInput): Card =>
  expand({
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    title: told(definition.title, 200),
    clause: told(definition.clause, 200),
    problems: sayProblems(faults),
    other: otherProblems(
      faults,
      definition.fields.map(({ id }) => id),
    ),
    inputs: cardInputs(definition, { typed, faults }),
    smallPrint: smallPrint(labels),
    data: payload(
      'complete',
      { partnership: request.partnership, round: request.round, agency: agency.id },
      request.key,
    ),
  })
