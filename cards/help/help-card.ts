import type { Labels } from '../../assurance/partnership.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { askTheUnit, type Links, smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { helpTemplate } from './template.ts'

const expand = expander<{
  readonly intro: string
  readonly ways: readonly { readonly title: string; readonly say: string }[]
  readonly link: string
  readonly question: string
  readonly smallPrint: string
}>(helpTemplate)

const ways = [
  {
    title: 'Answer a request',
    say: 'Each request is one card in your agency’s channel. Confirm that you have the case key, then choose a case to complete it. What you type is saved as you go.',
  },
  {
    title: 'Say that somebody is not known to you',
    say: 'Choose “Not known to our agency” on the card, for one case or several. It counts as returned, and it can be reversed.',
  },
  {
    title: 'See how things stand',
    say: 'Open Sightline for the year’s schedule and everything your agency has been asked.',
  },
  { title: 'Commands', say: 'help — shows this.' },
]

/** Answers `help`, `hi` and what was not understood, in a channel or in person, also for somebody it does not know. */
export const helpCard = ({ labels, links }: { readonly labels: Labels; readonly links: Links }): Card =>
  expand({
    intro: `Sightline asks the agencies of ${told(labels.partnership)} for what their quality assurance needs, and files what comes back.`,
    ways,
    link: links.tab('schedule'),
    question: askTheUnit(labels),
    smallPrint: smallPrint(labels),
  })
