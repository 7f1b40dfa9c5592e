import { type IsoDate, sayDay } from '../../assurance/dates.ts'
import type { Effect } from '../../assurance/effects.ts'
import type { Agency, Partnership } from '../../assurance/partnership.ts'
import type { View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'

/** Where a notice leads: the page in Teams, and the same page in a browser. */
export interface NoticeLinks {
  /** A deep link to a page of the tab. */
  readonly tab: (subPageId: string) => string
  /** The plain `https` address of that page. */
  readonly page: (subPageId: string) => string
}

/** A message without content, for the support unit's mailbox to send (WORK R1, DESIGN §5). */
export interface Notice {
  readonly subject: string
  readonly text: string
}

const soonest = (views: readonly View[]): IsoDate | undefined =>
  views
    .filter(({ request }) => isOpen(request))
    .map(({ request }) => request.dueOn)
    .toSorted()[0]

interface Said {
  readonly subject: string
  readonly say: string
}

const waiting = (agency: Agency, due: IsoDate | undefined): Said => {
  const by = due ? ` by ${sayDay(due)}` : ''
  return {
    subject: `Something waits for ${agency.name} in Sightline`,
    say: `Something waits for ${agency.name} in Sightline. Please look at it${by}.`,
  }
}

const saying = (effect: Effect, agency: Agency): Said => {
  switch (effect.sort) {
    case 'ask':
      return waiting(agency, soonest(effect.views))
    case 'digest':
    case 'remind': {
      const views = effect.sort === 'digest' ? effect.lines.flatMap((line) => line.views) : effect.views
      const due = soonest(views)
      return {
        subject: `A reminder for ${agency.name} from Sightline`,
        say: `A friendly reminder: something still waits for ${agency.name} in Sightline${due ? `, asked for by ${sayDay(due)}` : ''}. If something stands in the way, tell us, and we will find a way with you.`,
      }
    }
    case 'thanks':
      return {
        subject: `Thank you, ${agency.name}`,
        say: 'What you were asked for in Sightline has arrived. Nothing more is needed for now.',
      }
    case 'note':
      return {
        subject: `News for ${agency.name} in Sightline`,
        say: `There is news for ${agency.name} in Sightline. It is on the page below.`,
      }
    case 'escalation':
    case 'shared':
      return { subject: 'Something for you in Sightline', say: 'Something in Sightline is for your attention.' }
  }
}

/**
 * What an agency without a channel, or somebody whom the bot cannot write to, is told by mail instead of a card: that
 * something waits, by when, and where. No content at all: not what, not about whom, not which round (DESIGN §5).
 */
export const noticeFor = (effect: Effect, agency: Agency, partnership: Partnership, links: NoticeLinks): Notice => {
  const { labels } = partnership
  const { subject, say } = saying(effect, agency)
  return {
    subject,
    text: [
      'Hello,',
      say,
      `In Teams: ${links.tab('returns')}\nIn a browser: ${links.page('returns')}`,
      `You sign in with your own account, and everything can be done there. Questions: ${labels.ssu}, ${labels.ssuMailbox}. Please do not answer this message with anything about a case.`,
      `With thanks,\n${labels.ssu}, ${labels.partnership}`,
    ].join('\n\n'),
  }
}
