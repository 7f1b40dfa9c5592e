import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOfPeople, ownViews } from '../ask/case-line.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { told } from '../text.ts'
import { countThem } from '../waiting.ts'
import { thanksTemplate } from './template.ts'

/** What thanks need: the round and this agency's requests in it, every one of them answered or no longer asked. */
export interface ThanksInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly views: readonly View[]
}

const expand = expander<{ readonly heading: string; readonly say: string }>(thanksTemplate)

/** Thanks in the thread of a round's card once everything asked is answered (WORK R4): no new post, no praise by comparison. */
export const thanksCard = ({ labels, round, agency, views }: ThanksInput): Card => {
  const own = ownViews(views, round, agency).filter(({ request }) => request.returned)
  const people = isOfPeople(own)
  const what = people ? 'Everybody asked has answered' : `${countThem(own)} returned`
  return expand({
    heading: `Thank you, ${told(agency.name)}`,
    say: `${what} for “${told(round.title, 200)}”. Nobody is reminded of it any more. ${
      people
        ? 'What was said is read together, so that it changes something.'
        : `If ${told(labels.partnership)} has a question about it, it comes here.`
    }`,
  })
}
