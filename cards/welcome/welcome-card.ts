import type { Labels } from '../../assurance/partnership.ts'
import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { commands } from '../help/commands.ts'
import { askTheUnit, type Links, smallPrint, theUnit } from '../small-print.ts'
import { told } from '../text.ts'
import { welcomeTemplate } from './template.ts'

const expand = expander<{
  readonly intro: string
  readonly expect: readonly { readonly say: string }[]
  readonly commands: readonly { readonly title: string; readonly value: string }[]
  readonly link: string
  readonly question: string
  readonly smallPrint: string
}>(welcomeTemplate)

/** What a team reads once, when Sightline is added to it: what it is, what to expect, and what can be typed. */
export const welcomeCard = ({ labels, links }: { readonly labels: Labels; readonly links: Links }): Card =>
  expand({
    intro: `Sightline asks for what the quality assurance of ${told(labels.partnership)} needs, reminds politely, stops when the answer is there, and files it with ${theUnit(labels)}.`,
    expect: [
      'One card for each request, in this channel. It is kept up to date in place; news of it comes in its thread.',
      'At most one reminder a day for everything together, in working hours. None once you have answered.',
      'Only your agency and the support unit are here. No other agency sees your answers.',
    ].map((say) => ({ say: `• ${say}` })),
    commands: commands.map(({ name, say }) => ({ title: name, value: say })),
    link: links.tab('schedule'),
    question: askTheUnit(labels),
    smallPrint: smallPrint(labels),
  })
