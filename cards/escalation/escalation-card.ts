import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import { refOf } from '../ask/case-line.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { sayDue } from '../say-due.ts'
import { type Links, requestPage, sampleNote, theUnit } from '../small-print.ts'
import { told } from '../text.ts'
import { escalationTemplate } from './template.ts'

/** What the chair is told of one late request: the reference, the agency and the days, and nothing else of it. */
export interface EscalationInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly view: View
  readonly today: IsoDate
  /** The agency's own, in whose working days lateness is counted. */
  readonly calendar: Calendar
  readonly links: Links
}

const expand = expander<{
  readonly heading: string
  readonly from: string
  readonly isSample: boolean
  readonly sample: string
  readonly intro: string
  readonly facts: readonly { readonly title: string; readonly value: string }[]
  readonly close: string
  readonly link: string
}>(escalationTemplate)

/**
 * A late request, told privately to the chair once the SSU has released it (WORK R4). It asks for help and blames nobody;
 * once the answer is there it says so.
 */
export const escalationCard = (given: EscalationInput): Card => {
  const { labels, round, agency, view, today, calendar, links } = given
  const { request } = view
  const open = isOpen(request)
  const sample = sampleNote(round)
  return expand({
    heading: open ? 'An agency may need a hand' : 'This has been answered since. Thank you',
    from: `${told(labels.partnership)} · for you as chair, and nobody else`,
    isSample: sample !== '',
    sample,
    intro: open
      ? `${capital(theUnit(labels))} lets you know that one request is still open. A word from you often helps more than another reminder: perhaps somebody is away, or something stands in the way that you can move.`
      : 'Nothing more is needed from you here.',
    facts: [
      { title: 'Agency', value: told(agency.name, 120) },
      { title: 'What', value: told(round.title, 200) },
      { title: request.caseRef ? 'Case' : request.about ? 'Learning need' : 'Request', value: refOf(request) },
      { title: 'Asked for by', value: sayDay(request.dueOn) },
      ...(open ? [{ title: 'Now', value: sayDue(calendar, request.dueOn, today).words }] : []),
    ],
    close: `Nobody in the agency’s channel sees this message. Questions about it: ${theUnit(labels)} at ${told(labels.ssuMailbox)}.`,
    link: links.tab(requestPage(request)),
  })
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
