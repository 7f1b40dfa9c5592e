import { sayMoment } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Agency, Group, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { Request } from '../../assurance/request.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { type Links, requestPage, sampleNote, smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { sharedTemplate } from './template.ts'

/** What the chair is told of something shared early: who, and what sort; the words are read in Sightline. */
export interface SharedInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly group: Pick<Group, 'name'> | undefined
  readonly view: View
  /** What was asked: its first choice says what sort it is. */
  readonly definition: Definition | undefined
  readonly links: Links
}

const expand = expander<{
  readonly heading: string
  readonly from: string
  readonly isSample: boolean
  readonly sample: string
  readonly facts: readonly { readonly title: string; readonly value: string }[]
  readonly link: string
  readonly smallPrint: string
}>(sharedTemplate)

/** One of the definition's own options, so that nothing anybody typed can stand here. */
const sortOf = ({ answers = {} }: Request, definition: Definition | undefined): string => {
  const field = definition?.fields.find(({ type }) => type === 'choice')
  const answer = field && answers[field.id]
  return field?.options?.find((option) => option === answer) ?? 'Something worth knowing early'
}

/** Something shared early, told privately to the chair of the group it was shared with (WORK R9): who and what sort, never the words. */
export const sharedCard = ({ labels, round, agency, group, view, definition, links }: SharedInput): Card => {
  const { request } = view
  const sample = sampleNote(round)
  return expand({
    heading: 'Something has been shared early',
    from: `${told(labels.partnership)}${group ? ` · ${told(group.name)}` : ''} · for you as chair`,
    isSample: sample !== '',
    sample,
    facts: [
      { title: 'What', value: told(sortOf(request, definition), 120) },
      { title: 'From', value: told(agency.name, 120) },
      ...(request.returned
        ? [
            { title: 'By', value: told(request.returned.by.name, 80) },
            { title: 'When', value: sayMoment(request.returned.at) },
          ]
        : []),
    ],
    link: links.tab(requestPage(request)),
    smallPrint: smallPrint(labels),
  })
}
