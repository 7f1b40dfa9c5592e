import { createHash } from 'node:crypto'
import { type Clock, londonTime } from '../../assurance/dates.ts'
import type { Effect } from '../../assurance/effects.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { Round, View, Views } from '../../assurance/record.ts'
import { isOpen, type Request } from '../../assurance/request.ts'
import { askCard } from '../../cards/ask/ask-card.ts'
import type { Card } from '../../cards/card.ts'
import { digestCard } from '../../cards/digest/digest-card.ts'
import { escalationCard } from '../../cards/escalation/escalation-card.ts'
import { noteCard } from '../../cards/note/note-card.ts'
import { remindCard } from '../../cards/remind/remind-card.ts'
import { sharedCard } from '../../cards/shared/shared-card.ts'
import type { Links } from '../../cards/small-print.ts'
import { counted } from '../../cards/text.ts'
import { thanksCard } from '../../cards/thanks/thanks-card.ts'
import type { CardJson } from '../seam.ts'
import { createDefinitionsOf } from './definitions-of.ts'
import type { OutRoom } from './deliver.ts'
import { type NoticeLinks, noticeFor } from './notice.ts'

/** What drawing messages leans on. */
export interface RenderRoom {
  readonly clock: Clock
  readonly links: Links & NoticeLinks
  readonly views: Pick<Views, 'definition'>
}

/** A card and what a notification shows of it: on a locked screen too, so never a case or a person. */
interface Drawn {
  readonly card: Card
  readonly summary: string
}

const openIn = (views: readonly View[]): number => views.filter(({ request }) => isOpen(request)).length

/** Draws a message as it should stand now: its card, what a notification shows, and a fingerprint of what it says. */
export const createRender = (room: RenderRoom): OutRoom['render'] => {
  const { clock, links } = room
  const definitionsOf = createDefinitionsOf(room.views)

  const draw = async (effect: Effect, agency: Agency, partnership: Partnership): Promise<Drawn> => {
    const { labels, calendars, groups } = partnership
    const calendar = calendars.find(({ id }) => id === agency.calendar)
    if (!calendar) throw new Error(`no calendar ${agency.calendar} for ${agency.id}`)
    const today = londonTime(clock.now()).day
    const given = { labels, agency, calendar, today, links }
    switch (effect.sort) {
      case 'ask': {
        const { round, views } = effect
        const definitions = await definitionsOf(views, round)
        return {
          card: askCard({ ...given, round, views, definitions }),
          summary: `${round.title}: ${openIn(views)} to answer`,
        }
      }
      case 'digest': {
        const { day, lines, lead, rungs } = effect
        return {
          card: digestCard({ ...given, day, lines, ...(lead ? { lead } : {}) }),
          summary: `Still open: ${counted(rungs.length, 'request')}`,
        }
      }
      case 'remind':
        return {
          card: remindCard({ ...given, round: effect.round, views: effect.views }),
          summary: `A reminder: ${counted(openIn(effect.views), 'request')} still open`,
        }
      case 'thanks':
        return {
          card: thanksCard({ labels, agency, round: effect.round, views: effect.views }),
          summary: 'Thank you: everything asked is answered',
        }
      case 'note': {
        const { round, views, what, by, to } = effect
        const definitions = await definitionsOf(views, round)
        return {
          card: noteCard({ ...given, round, views, what, by, definitions, ...(to ? { to } : {}) }),
          summary: 'News of a request',
        }
      }
      case 'escalation':
        return {
          card: escalationCard({ ...given, round: effect.round, view: effect.view }),
          summary: 'An agency may need a hand',
        }
      case 'shared': {
        const { round, view } = effect
        const definitions = await definitionsOf([view], round)
        const group = groups.find(({ id }) => id === view.request.group)
        const definition = definitions.get(view.request.definition)
        return {
          card: sharedCard({ labels, agency, links, round, view, group, definition }),
          summary: 'Something has been shared early',
        }
      }
    }
  }

  return async (effect, agency, partnership) => {
    const drawn = await draw(effect, agency, partnership)
    const fingerprint = createHash('sha256').update(JSON.stringify(drawn.card)).digest('hex').slice(0, 24)
    return { ...drawn, notice: noticeFor(effect, agency, partnership, links), fingerprint }
  }
}

/** Draws the very card a round would be asked with, for the preview before it is issued: nothing need be filed yet (WORK R1). */
export const createAskPreview = (room: RenderRoom & { readonly views: Views }) => {
  const definitionsOf = createDefinitionsOf(room.views)
  return async (round: Round, agency: Agency, requests: readonly Request[]): Promise<CardJson> => {
    const { labels, calendars } = await room.views.partnership()
    const calendar = calendars.find(({ id }) => id === agency.calendar)
    if (!calendar) throw new Error(`no calendar ${agency.calendar} for ${agency.id}`)
    const views = requests.map((request): View => ({ request, waiting: [] }))
    const definitions = await definitionsOf(views, round)
    const today = londonTime(room.clock.now()).day
    return askCard({ labels, agency, calendar, today, links: room.links, round, views, definitions })
  }
}
