import { type Activity, CardFactory } from 'botbuilder'
import type { CardJson, RosterMember, Sent, Teams } from '../seam.ts'
import type { Connector, TeamsAdapter } from './adapter.ts'
import { ConnectorRefusal, ConnectorSilence } from './connector-wire.ts'
import { textAt } from './loose-json.ts'
import { type CallSort, createPace, teamsLimits, unlimited } from './pace.ts'
import { backoffMs, blockedWhy, isBusy, retryAfterMs } from './refusal.ts'

/** What sending stands on. */
export interface SendSettings {
  readonly adapter: TeamsAdapter
  /** The Bot Connector's address: what the activities come with, or Teams' global one. */
  readonly serviceUrl: string
  readonly tenantId: string
  readonly appId: string
  /** Waits so many milliseconds of real time. */
  readonly wait?: (ms: number) => Promise<void>
  /** Milliseconds of real time, never going back: what Teams' limits are measured by. */
  readonly now?: () => number
  /** Whether Teams' limits are kept within; they are unless said otherwise, for a local Teams that has none. */
  readonly limits?: boolean
}

type Unsent = Exclude<Sent, { is: 'sent' }>

// Longer than that it is for the caller to come back: a job should not hold its place for an hour.
const patienceMs = 10_000
const rosterTries = 5
const rosterPages = 200
const membersInPage = 500

/**
 * Teams as the rest of the bot sees it (DESIGN §1, §5). Keeps within Teams' limits by itself, and sends each thing once:
 * what is worth trying again is told to the caller as `busy`, and what may have been done as `unknown`.
 */
export const createTeams = ({ adapter, serviceUrl, tenantId, appId, ...settings }: SendSettings): Teams => {
  const wait = settings.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const now = settings.now ?? (() => performance.now())
  const pace = createPace(now, settings.limits === false ? unlimited : teamsLimits)
  const busyInARow = new Map<string, number>()

  const busy = (sort: CallSort, conversation: string, refusal: ConnectorRefusal): Unsent => {
    const before = busyInARow.get(conversation) ?? 0
    busyInARow.set(conversation, before + 1)
    const afterMs = retryAfterMs(refusal.retryAfter) ?? backoffMs(before)
    if (refusal.status === 429) pace.hold(sort, conversation, afterMs)
    return { is: 'busy', afterMs }
  }

  const call = async <T>(
    sort: CallSort,
    conversation: string,
    ask: (connector: Connector) => Promise<T>,
  ): Promise<{ is: 'answered'; answer: T } | Unsent> => {
    const ms = pace.place(sort, conversation, patienceMs)
    if (ms > patienceMs) return { is: 'busy', afterMs: Math.ceil(ms) }
    if (ms > 0) await wait(Math.ceil(ms))
    try {
      const answer = await ask(await adapter.connector(serviceUrl))
      busyInARow.delete(conversation)
      return { is: 'answered', answer }
    } catch (fault) {
      if (fault instanceof ConnectorRefusal) return refused(sort, conversation, fault)
      if (fault instanceof ConnectorSilence) return unknown(`Teams gave no answer (${fault.message})`)
      if (fault instanceof Error && fault.name === 'RestError')
        return unknown('Teams gave an answer that could not be read')
      // It failed before it was sent: the bot's own sign-in.
      return { is: 'blocked', why: blockedWhy(401, '') }
    }
  }

  const refused = (sort: CallSort, conversation: string, fault: ConnectorRefusal): Unsent => {
    if (isBusy(fault.status)) return busy(sort, conversation, fault)
    if (fault.status >= 500) return unknown(`Teams had a fault of its own (${fault.status})`)
    return { is: 'blocked', why: blockedWhy(fault.status, fault.code) }
  }

  const write = async (
    conversation: string,
    ask: (connector: Connector) => Promise<string | undefined>,
  ): Promise<Sent> => {
    const called = await call('write', conversation, ask)
    if (called.is !== 'answered') return called
    if (!called.answer) return unknown('Teams did not say which message it became')
    return { is: 'sent', message: called.answer, conversation }
  }

  const askMembers = async (team: string, continuationToken: string | undefined) => {
    for (let tries = 1; ; tries += 1) {
      const called = await call('members', team, (connector) =>
        connector.conversations.getConversationPagedMembers(team, {
          pageSize: membersInPage,
          ...(continuationToken === undefined ? {} : { continuationToken }),
        } as Parameters<Connector['conversations']['getConversationPagedMembers']>[1]),
      )
      if (called.is === 'answered') return called.answer
      if (called.is === 'blocked' || tries === rosterTries) {
        throw new Error(
          `The members of the team could not be read. ${called.is === 'busy' ? 'Teams is busy.' : called.why}`,
        )
      }
      await wait(called.is === 'busy' ? called.afterMs : backoffMs(tries))
    }
  }

  return {
    post: ({ channel }, card, summary) =>
      write(channel, async ({ conversations }) => {
        const created = await conversations.createConversation({
          isGroup: true,
          bot: { id: `28:${appId}`, name: '' },
          tenantId,
          channelData: { channel: { id: channel }, tenant: { id: tenantId } },
          activity: messageWith(card, summary),
        })
        return created.activityId || created.id?.split(';messageid=')[1]
      }),

    reply: ({ conversation, message }, card, summary) => {
      const place = withoutThread(conversation)
      return write(place, async ({ conversations }) => {
        const thread = isChannel(place) ? `${place};messageid=${message}` : place
        const sent = await conversations.sendToConversation(thread, messageWith(card, summary))
        return sent.id
      })
    },

    update: ({ conversation, message }, card, summary) => {
      const place = withoutThread(conversation)
      return write(place, async ({ conversations }) => {
        await conversations.updateActivity(place, message, { ...messageWith(card, summary), id: message })
        return message
      })
    },

    async roster(team) {
      const members: RosterMember[] = []
      let token: string | undefined
      for (let page = 0; page < rosterPages; page += 1) {
        const answer = await askMembers(team, token)
        for (const member of answer.members) {
          const known = rosterMember(member, tenantId)
          if (known) members.push(known)
        }
        token = answer.continuationToken || undefined
        if (token === undefined) return members
      }
      throw new Error(
        'The members of the team could not be read to the end. Ask Sightline’s maintainers to look at it.',
      )
    },
  }
}

const unknown = (what: string): Unsent => ({ is: 'unknown', why: `${what}, so it may or may not have been sent.` })

const withoutThread = (conversation: string): string => conversation.split(';messageid=')[0] ?? conversation

const isChannel = (conversation: string): boolean => /@thread\.(tacv2|skype)$/.test(conversation)

// botbuilder's type asks for fields that only an activity that arrives has.
const messageWith = (card: CardJson, summary: string): Activity =>
  ({ type: 'message', summary, attachments: [CardFactory.adaptiveCard(card)] }) as Partial<Activity> as Activity

const rosterMember = (member: unknown, home: string): RosterMember | undefined => {
  const oid = textAt(member, 'aadObjectId') ?? textAt(member, 'objectId')
  if (oid === undefined) return undefined
  const tid = textAt(member, 'tenantId') ?? home
  const guest = textAt(member, 'userRole') === 'guest' || tid !== home
  return { oid, tid, name: textAt(member, 'name') ?? '', guest }
}
