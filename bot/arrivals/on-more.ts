import { isOfPeople } from '../../cards/ask/case-line.ts'
import { type SecondaryWay, secondaryWays } from '../../cards/ask/ways.ts'
import { moreCard } from '../../cards/more/more-card.ts'
import type { Answer } from '../seam.ts'
import { openTo, type Standing } from './standing.ts'

/** *More*: what found no room on the card, as far as this person may do it now. */
export const openMore = async (standing: Standing): Promise<Answer> => {
  const { round, agency, views } = standing
  const ofPeople = isOfPeople(views)
  const ways = (Object.keys(secondaryWays) as SecondaryWay[]).filter(
    (way) => way === 'share' || (!ofPeople && openTo(standing, way).length > 0),
  )
  return { dialog: { title: 'More', size: 'medium', card: moreCard({ round, agency, ways }) } }
}
