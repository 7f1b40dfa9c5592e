import type { Labels } from '../assurance/partnership.ts'
import type { Round } from '../assurance/record.ts'
import type { Request } from '../assurance/request.ts'
import { told } from './text.ts'

/** What every card and free-text box says of itself (WORK X3). The partnership's own words say that it is no referral. */
export const smallPrint = (labels: Labels): string =>
  `Case references only: no names, initials or case numbers. ${told(labels.atRisk, 500)}`

/** The SSU inside a sentence, by the partnership's own name for it: *the Strategic Support Unit*. */
export const theUnit = (labels: Pick<Labels, 'ssu'>): string =>
  `${/^the\b/i.test(labels.ssu) ? '' : 'the '}${told(labels.ssu)}`

/** Where a question, or the need for more time, goes; `from` is the card whose menu has both, where there is one. */
export const askTheUnit = (labels: Labels, from = 'the request’s card'): string =>
  `A question, or more time needed? ${from === '' ? 'Write' : `Ask from ${from}, or write`} to ${theUnit(labels)} at ${told(labels.ssuMailbox)}.`

/** Marks what was invented, so that nobody takes it for their own (WORK, issue “First light”). */
export const sampleNote = (round: Pick<Round, 'sample'>): string =>
  round.sample ? 'Sample: the cases, people and dates here are invented.' : ''

/** The sub-page of the tab that shows a round to the agency, for `links.tab`. */
export const roundPage = (round: Pick<Round, 'id'>): string => `returns/${round.id}`

/** The sub-page of the tab that shows one request. */
export const requestPage = ({ key }: Pick<Request, 'key'>): string => `request/${encodeURIComponent(key)}`

/** What leads a reader from a card to Teams' own places: a deep link to a page of the tab. */
export interface Links {
  readonly tab: (subPageId: string) => string
}
