import type { Labels } from '../../assurance/partnership.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { askTheUnit, type Links, smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { commands } from './commands.ts'
import { helpTemplate } from './template.ts'

const expand = expander<{
  readonly heading: string
  readonly intro: string
  readonly ways: readonly { readonly title: string; readonly say: string }[]
  readonly commands: readonly { readonly title: string; readonly value: string }[]
  readonly link: string
  readonly question: string
  readonly smallPrint: string
}>(helpTemplate)

const ways = [
  {
    title: 'Answer a request',
    say: 'Each request is one card in your agency’s channel. Confirm that you have the case key where there is one, then choose what to complete. What you type is saved as you go.',
  },
  {
    title: 'Say that somebody is not known to you',
    say: 'Choose “Not known to our agency” on the card, for one case or several. It counts as returned, and it can be reversed.',
  },
  {
    title: 'More time, a colleague, a question',
    say: 'They are in the card’s menu: ask for more time, hand the request to a colleague, or ask a question whose answer comes back on the card.',
  },
]

/**
 * Answers `help`, `hi` and what was not understood, in a channel or in person, also for somebody it does not know. What was
 * not understood is not repeated: it may have been meant for somebody else.
 */
export const helpCard = ({
  labels,
  links,
  lost = false,
}: {
  readonly labels: Labels
  readonly links: Links
  /** Something was typed that is no command. */
  readonly lost?: boolean
}): Card =>
  expand({
    heading: lost ? 'Sightline does not know that word' : 'What Sightline does here',
    intro: lost
      ? 'Nothing was changed. These are the words it knows, and what you can do with the cards.'
      : `Sightline asks the agencies of ${told(labels.partnership)} for what their quality assurance needs, and files what comes back.`,
    ways,
    commands: commands.map(({ name, say }) => ({ title: name, value: say })),
    link: links.tab('schedule'),
    question: askTheUnit(labels),
    smallPrint: smallPrint(labels),
  })
