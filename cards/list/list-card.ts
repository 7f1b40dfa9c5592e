import type { Labels } from '../../assurance/partnership.ts'
import type { Card, Colour } from '../card.ts'
import { expander } from '../expand.ts'
import { fitting } from '../fit.ts'
import { askTheUnit, smallPrint } from '../small-print.ts'
import { told } from '../text.ts'
import { listTemplate } from './template.ts'

/** One line of a list: a sign, what it is about, how it stands, and names where some are missing (WORK R7). */
export interface ListLine {
  readonly icon: string
  readonly colour: Colour
  readonly title: string
  readonly say: string
  /** *Not returned: Police, ICB*. */
  readonly missing?: readonly string[]
  /** Deep link to where it is read in full. */
  readonly link?: string
}

/** Lines that belong together: an agency's own, a group's rounds, the partnership's. */
export interface ListSection {
  readonly title: string
  readonly lines: readonly ListLine[]
}

/** What a list answers to a command with. It says how things stand, and never what was answered. */
export interface ListInput {
  readonly labels: Labels
  readonly heading: string
  readonly intro: string
  readonly sections: readonly ListSection[]
  readonly sample: string
  readonly link: string
}

type Line = {
  readonly icon: string
  readonly colour: Colour
  readonly title: string
  readonly say: string
  readonly hasMissing: boolean
  readonly missing: string
  readonly hasLink: boolean
  readonly link: string
}

const expand = expander<{
  readonly from: string
  readonly heading: string
  readonly isSample: boolean
  readonly sample: string
  readonly intro: string
  readonly sections: readonly {
    readonly title: string
    readonly hasTitle: boolean
    readonly lines: readonly Line[]
    readonly hasMore: boolean
    readonly more: string
  }[]
  readonly link: string
  readonly question: string
  readonly smallPrint: string
}>(listTemplate)

interface Size {
  readonly lines: number
  readonly names: number
}

/** Lines of a section and names of a line that are shown before the rest is counted; the first that fits a message is taken. */
const sizes: readonly [Size, ...Size[]] = [
  { lines: 40, names: 400 },
  { lines: 20, names: 100 },
  { lines: 12, names: 30 },
  { lines: 6, names: 12 },
  { lines: 2, names: 4 },
]

const sayMissing = (names: readonly string[], most: number): string => {
  const named = names.slice(0, most).map((name) => told(name, 60))
  const more = names.length > most ? ` and ${names.length - most} more` : ''
  return `Not returned: ${named.join(', ')}${more}`
}

/** A list as a card, folded to what one message may hold, however many agencies and rounds there are. */
export const listCard = ({ labels, heading, intro, sections, sample, link }: ListInput): Card =>
  fitting(sizes, (size) =>
    expand({
      from: told(labels.partnership),
      heading,
      isSample: sample !== '',
      sample,
      intro,
      sections: sections.map(({ title, lines }) => ({
        title: told(title, 120),
        hasTitle: sections.length > 1,
        lines: lines.slice(0, size.lines).map(
          (line): Line => ({
            icon: line.icon,
            colour: line.colour,
            title: told(line.title, 200),
            say: line.say,
            hasMissing: (line.missing ?? []).length > 0,
            missing: sayMissing(line.missing ?? [], size.names),
            hasLink: line.link !== undefined,
            link: line.link ?? '',
          }),
        ),
        hasMore: lines.length > size.lines,
        more: `… and ${lines.length - size.lines} more in Sightline`,
      })),
      link,
      question: askTheUnit(labels),
      smallPrint: smallPrint(labels),
    }),
  )
