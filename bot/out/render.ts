import { createHash } from 'node:crypto'
import { type Clock, londonTime } from '../../assurance/dates.ts'
import { isOpen } from '../../assurance/request.ts'
import { askCard } from '../../cards/ask/ask-card.ts'
import { digestCard } from '../../cards/digest/digest-card.ts'
import type { Links } from '../../cards/small-print.ts'
import type { OutRoom } from './deliver.ts'

/** Draws a message as it should stand now: its card, what a notification shows, and a fingerprint of what it says. */
export const createRender =
  ({ clock, links }: { readonly clock: Clock; readonly links: Links }): OutRoom['render'] =>
  async (effect, agency, partnership) => {
    const calendar = partnership.calendars.find(({ id }) => id === agency.calendar)
    if (!calendar) throw new Error(`no calendar ${agency.calendar} for ${agency.id}`)
    const { labels } = partnership
    const card =
      effect.sort === 'ask'
        ? askCard({
            labels,
            round: effect.round,
            agency,
            views: effect.views,
            today: londonTime(clock.now()).day,
            calendar,
            links,
          })
        : digestCard({
            labels,
            agency,
            day: effect.day,
            lines: effect.lines,
            calendar,
            links,
            ...(effect.lead ? { lead: effect.lead } : {}),
          })
    const summary =
      effect.sort === 'ask'
        ? `${effect.round.title}: ${effect.views.filter(({ request }) => isOpen(request)).length} to answer`
        : `Still open: ${effect.rungs.length === 1 ? 'one request' : `${effect.rungs.length} requests`}`
    return { card, summary, fingerprint: createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 24) }
  }
