import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Rung } from '../../assurance/ladder.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import type { PersonRef } from '../../assurance/who.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import { ownViews } from '../ask/case-line.ts'
import type { Card, Colour, Filled } from '../card.ts'
import { expander } from '../expand.ts'
import { mentionOf, teamsOf } from '../mention.ts'
import { type Due, sayDue } from '../say-due.ts'
import { askTheUnit, type Links, roundPage, sampleNote, smallPrint } from '../small-print.ts'
import { counted, told } from '../text.ts'
import { countThem, sayWaiting } from '../waiting.ts'
import { digestTemplate } from './template.ts'

/** What a digest is made of: `DigestWanted` with the names and days that say it. */
export interface DigestInput {
  readonly labels: Labels
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly day: IsoDate
  readonly lines: readonly { readonly round: Round; readonly views: readonly View[]; readonly rung: Rung }[]
  /** Mentioned by name where a rung speaks to the lead. */
  readonly lead?: PersonRef
  readonly calendar: Calendar
  readonly links: Links
}

type Line = {
  readonly title: string
  readonly due: string
  readonly colour: Colour
  readonly cases: string
  readonly rung: string
  readonly hasLink: boolean
  readonly link: string
}

const expand = expander<{
  readonly msteams: Filled
  readonly from: string
  readonly heading: string
  readonly isSample: boolean
  readonly sample: string
  readonly intro: string
  readonly hasLead: boolean
  readonly lead: string
  readonly lines: readonly Line[]
  readonly hasMore: boolean
  readonly more: string
  readonly allLink: string
  readonly close: string
  readonly smallPrint: string
}>(digestTemplate)

/** Teams' store rules: six buttons at most. Five lines with theirs leave one that opens what is folded. */
const linesAtMost = 5

/** Which reminder this is: *Reminder 5 working days before the day*. */
const sayRung = ({ day }: Rung): string => {
  if (day === 0) return 'Reminder on the day'
  return `Reminder ${counted(Math.abs(day), 'working day')} ${day < 0 ? 'before' : 'after'} the day`
}

const dueOf = ({ round, views }: DigestInput['lines'][number]): IsoDate => views[0]?.request.dueOn ?? round.dueOn

const sayHeading = (dues: readonly Due[], cases: string): string => {
  if (dues.some(({ when }) => when === 'late')) return `Still open: ${cases}`
  return dues.some(({ when }) => when === 'today') ? `Due today: ${cases}` : `Coming up: ${cases}`
}

/**
 * The one reminder of a channel and day (WORK R4): per round what is open, by when, and which reminder it is. It supports
 * and shames nobody; what is answered is not in it.
 */
export const digestCard = ({ labels, agency, day, lead, calendar, links, ...given }: DigestInput): Card => {
  const lines = given.lines.map((line) => ({ ...line, views: ownViews(line.views, line.round, agency) }))
  const dues = lines.map((line) => sayDue(calendar, dueOf(line), day))
  const late = dues.some(({ when }) => when === 'late')
  const mention = lead ? mentionOf(lead) : undefined
  const sample = lines.map(({ round }) => sampleNote(round)).find((note) => note !== '') ?? ''
  const shown = lines.slice(0, linesAtMost)
  return expand({
    msteams: teamsOf(mention),
    from: `${told(labels.partnership)} · ${told(agency.name)} · ${sayDay(day)}`,
    heading: sayHeading(dues, countThem(lines.flatMap(({ views }) => views))),
    isSample: sample !== '',
    sample,
    intro: late
      ? 'It is not too late: your answers still count and are still needed. If something stands in the way, tell us, and we will find a way with you.'
      : 'A friendly reminder of what is still open. What you have answered is not listed, and nobody is reminded of it.',
    hasLead: mention !== undefined,
    lead: mention ? `${mention.text}, this is for you too, as your agency’s lead: perhaps somebody needs a hand.` : '',
    lines: shown.map((line, at): Line => {
      const { when, words } = dues[at] ?? sayDue(calendar, dueOf(line), day)
      return {
        title: told(line.round.title, 200),
        due: `By ${sayDay(dueOf(line))} — ${words}`,
        colour: when === 'ahead' ? 'default' : 'warning',
        cases: sayWaiting(line.views),
        rung: sayRung(line.rung),
        // A round may stand here twice, where its cases have different days; one button leads to it.
        hasLink: shown.findIndex(({ round }) => round.id === line.round.id) === at,
        link: links.tab(roundPage(line.round)),
      }
    }),
    hasMore: lines.length > shown.length,
    more: `… and ${lines.length - shown.length} more in Sightline`,
    allLink: links.tab('returns'),
    close: `${late ? 'What you have answered is not listed, and nobody is reminded of it. ' : ''}${askTheUnit(labels)}`,
    smallPrint: smallPrint(labels),
  })
}
