import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Calendar } from '../../assurance/working-days.ts'
import { ownViews } from '../ask/case-line.ts'
import type { Card, Colour } from '../card.ts'
import { expander } from '../expand.ts'
import { sayDue } from '../say-due.ts'
import { askTheUnit, type Links, roundPage, sampleNote, smallPrint, theUnit } from '../small-print.ts'
import { told } from '../text.ts'
import { countThem, sayWaiting } from '../waiting.ts'
import { remindTemplate } from './template.ts'

/** What a reminder out of turn needs: `RemindWanted` with the names and days that say it. */
export interface RemindInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  /** The agency's requests that the reminder is about; what has been answered meanwhile is left out. */
  readonly views: readonly View[]
  readonly today: IsoDate
  readonly calendar: Calendar
  readonly links: Links
}

const expand = expander<{
  readonly from: string
  readonly heading: string
  readonly isSample: boolean
  readonly sample: string
  readonly intro: string
  readonly title: string
  readonly due: string
  readonly colour: Colour
  readonly waiting: string
  readonly link: string
  readonly close: string
  readonly smallPrint: string
}>(remindTemplate)

/** A reminder that the SSU asked for out of turn (WORK R4). It supports and shames nobody; answered since, it says thank you. */
export const remindCard = (given: RemindInput): Card => {
  const { labels, round, agency, today, calendar, links } = given
  const open = ownViews(given.views, round, agency).filter(({ request }) => isOpen(request))
  const dueOn = open.map(({ request }) => request.dueOn).toSorted()[0] ?? round.dueOn
  const { when, words } = sayDue(calendar, dueOn, today)
  const sample = sampleNote(round)
  const done = open.length === 0
  return expand({
    from: `${told(labels.partnership)} · ${told(agency.name)}`,
    heading: done ? 'Answered. Thank you' : `A reminder: ${countThem(open)}`,
    isSample: sample !== '',
    sample,
    intro: done
      ? 'What this reminder was about has been answered since. Nothing more is needed for now.'
      : when === 'late'
        ? `It is not too late: your answers still count and are still needed. If something stands in the way, tell ${theUnit(labels)}, and we will find a way with you.`
        : `A friendly reminder from ${theUnit(labels)} of what is still open. What you have answered is not listed.`,
    title: told(round.title, 200),
    due: done ? `Was asked for by ${sayDay(dueOn)}` : `By ${sayDay(dueOn)} — ${words}`,
    colour: done || when === 'ahead' ? 'default' : 'warning',
    waiting: done ? 'Nothing is waiting' : sayWaiting(open),
    link: links.tab(roundPage(round)),
    close: askTheUnit(labels),
    smallPrint: smallPrint(labels),
  })
}
