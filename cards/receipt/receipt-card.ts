import { type Instant, sayMoment } from '../../assurance/dates.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import type { Doing, NilKind } from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'
import { nilSaid } from '../ask/case-line.ts'
import type { Card, Colour } from '../card.ts'
import { expander } from '../expand.ts'
import { type Links, roundPage, sampleNote } from '../small-print.ts'
import { counted, told } from '../text.ts'
import type { FormVerb } from '../verbs.ts'
import { receiptTemplate } from './template.ts'

/** What a receipt says. It names the cases and never what was answered. */
export interface ReceiptInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly doing: Extract<Doing, 'confirm-key' | 'return' | 'nil' | 'reverse-nil' | FormVerb>
  /** Case references or learning needs; none where the request is about neither. */
  readonly cases: readonly string[]
  readonly by: Pick<PersonRef, 'name'>
  readonly at: Instant
  /** Whether it stands in SharePoint already; until then it is *received*, kept safely and on its way there. */
  readonly filed: boolean
  /** For a nil return: which kind. */
  readonly nil?: NilKind
  /** The colleague invited, or handed the request. */
  readonly whom?: string
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

const what: { readonly [Name in Exclude<ReceiptInput['doing'], 'return'>]: string } = {
  'confirm-key': 'Case key confirmed',
  nil: 'Nil return',
  'reverse-nil': 'Nil return reversed',
  'hand-over': 'Handed to a colleague',
  invite: 'Invited to a part',
  'ask-extension': 'More time asked for',
  'ask-question': 'A question asked',
}

const next: { readonly [Name in ReceiptInput['doing']]: string } = {
  'confirm-key': 'The cases are open now: choose one in the channel to complete it.',
  return:
    'Nothing more is needed for now. You can correct it until it is reviewed; if there is a question, the card in the channel will say so.',
  nil: 'It counts as returned, and nobody is reminded of it. If the person turns out to be known to you, choose “Reverse a nil return” on the card in the channel.',
  'reverse-nil': 'The case is open again and waits for your answer on the card in the channel.',
  'hand-over': 'They are told by name in the thread of the card. You can still answer it yourself.',
  invite: 'They are told by name in the thread of the card, and see their own part only.',
  'ask-extension': 'Nobody is reminded until it is decided. The card in the channel says what becomes of it.',
  'ask-question': 'The answer comes back on the card in the channel.',
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sayWhat = ({ doing, nil, round }: ReceiptInput): string => {
  if (doing === 'nil' && nil) return nilSaid[nil]
  return doing === 'return' ? capital(kindOf(round.kind)?.word ?? 'return') : what[doing]
}

const kept = ({ doing }: ReceiptInput): string => {
  const says = doing === 'return' || doing === 'nil' ? 'says “filed”' : 'follows'
  return `It is kept safely, and the card in the channel ${says} within moments. `
}

/** The receipt of something done: who, what, when, whether filed, and what happens next (WORK R2). */
export const receiptCard = (input: ReceiptInput): Card => {
  const { labels, round, agency, doing, cases, by, at, filed, whom, links } = input
  const named = cases.slice(0, casesNamed).map((ref) => told(ref, 80))
  const more = cases.length > casesNamed ? ` and ${cases.length - casesNamed} more` : ''
  const sample = sampleNote(round)
  const asks = kindOf(round.kind)?.asks
  const ofPeople = asks === 'person'
  const one = asks === 'agency-and-need' ? 'Learning need' : 'Case'
  return expand({
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    heading: filed ? '✓ Filed' : '◐ Received — being filed',
    colour: filed ? 'good' : 'accent',
    isSample: sample !== '',
    sample,
    facts: [
      { title: 'What', value: sayWhat(input) },
      { title: 'For', value: told(round.title, 200) },
      ...(named.length > 0
        ? [
            {
              title: cases.length === 1 ? one : counted(cases.length, one.toLowerCase()),
              value: `${named.join(', ')}${more}`,
            },
          ]
        : []),
      ...(whom ? [{ title: 'To', value: told(whom, 120) }] : []),
      { title: 'By', value: round.anonymous ? 'You; your name is not kept' : told(by.name, 80) },
      { title: 'When', value: sayMoment(at) },
    ],
    next: `${filed ? '' : kept(input)}${ofPeople && doing === 'return' ? 'Thank you: nothing more is needed from you here.' : next[doing]}`,
    link: links.tab(roundPage(round)),
  })
}
