import { type Instant, sayMoment } from '../../assurance/dates.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import type { Doing, NilKind } from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { nilSaid } from '../ask/case-line.ts'
import type { Card, Colour } from '../card.ts'
import { expander } from '../expand.ts'
import { type Links, roundPage, sampleNote } from '../small-print.ts'
import { counted, told } from '../text.ts'
import { receiptTemplate } from './template.ts'

/** What a receipt says. It names the cases and never what was answered. */
export interface ReceiptInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly doing: Extract<Doing, 'confirm-key' | 'return' | 'nil' | 'reverse-nil'>
  /** Case references; none where the request is about no case. */
  readonly cases: readonly string[]
  readonly by: Pick<PersonRef, 'name'>
  readonly at: Instant
  /** Whether it stands in SharePoint already; until then it is *received*, kept safely and on its way there. */
  readonly filed: boolean
  /** For a nil return: which kind. */
  readonly nil?: NilKind
  readonly links: Links
}

const expand = expander<{
  readonly from: string
  readonly heading: string
  readonly colour: Colour
  readonly isSample: boolean
  readonly sample: string
  readonly facts: readonly { readonly title: string; readonly value: string }[]
  readonly next: string
  readonly link: string
}>(receiptTemplate)

const casesNamed = 12

const what: { readonly [Name in ReceiptInput['doing']]: string } = {
  'confirm-key': 'Case key confirmed',
  return: 'Audit return',
  nil: 'Nil return',
  'reverse-nil': 'Nil return reversed',
}

const next: { readonly [Name in ReceiptInput['doing']]: string } = {
  'confirm-key': 'The cases are open now: choose one in the channel to complete it.',
  return:
    'Nothing more is needed for now. You can correct it until it is reviewed; if there is a question, the card in the channel will say so.',
  nil: 'It counts as returned, and nobody is reminded of it. If the person turns out to be known to you, choose “Reverse a nil return” on the card in the channel.',
  'reverse-nil': 'The case is open again and waits for your answer on the card in the channel.',
}

/** The receipt of something done: who, what, when, whether filed, and what happens next (WORK R2). */
export const receiptCard = ({ labels, round, agency, doing, cases, by, at, filed, nil, links }: ReceiptInput): Card => {
  const named = cases.slice(0, casesNamed).map((ref) => told(ref, 60))
  const more = cases.length > casesNamed ? ` and ${cases.length - casesNamed} more` : ''
  const sample = sampleNote(round)
  return expand({
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    heading: filed ? '✓ Filed' : '◐ Received — being filed',
    colour: filed ? 'good' : 'accent',
    isSample: sample !== '',
    sample,
    facts: [
      { title: 'What', value: doing === 'nil' && nil ? nilSaid[nil] : what[doing] },
      { title: 'For', value: told(round.title, 200) },
      ...(named.length > 0
        ? [{ title: cases.length === 1 ? 'Case' : counted(cases.length, 'case'), value: `${named.join(', ')}${more}` }]
        : []),
      { title: 'By', value: told(by.name, 80) },
      { title: 'When', value: sayMoment(at) },
    ],
    next: `${filed ? '' : 'It is kept safely, and the card in the channel says “filed” within moments. '}${next[doing]}`,
    link: links.tab(roundPage(round)),
  })
}
