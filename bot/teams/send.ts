import { type Activity, CardFactory } from 'botbuilder'
import type { PersonRef } from '../../assurance/who.ts'
import type { CardJson, RosterMember, Sent, Teams, Unsent } from '../seam.ts'
import type { TeamsAdapter } from './adapter.ts'
import { type Called, createCall, unknown } from './call.ts'
import { textAt } from './loose-json.ts'
import { createPace, type Pace } from './pace.ts'
import { backoffMs, outsideWhy } from './refusal.ts'

/** What sending stands on. */
export interface SendSettings {
  readonly adapter: TeamsAdapter
  /** The Bot Connector's address: what the activities come with, or Teams' global one. */
  readonly serviceUrl: string
  readonly tenantId: string
  readonly appId: string
  /** Keeps within Teams' limits; one for this process alone unless said otherwise. */
  readonly pace?: Pace
  /** Waits so many milliseconds of real time. */
  readonly wait?: (ms: number) => Promise<unknown>
}

// A roster is read again at once where Teams hesitates a moment; longer is for the caller to come back.
const rosterTries = 3
const rosterPatienceMs = 3_000
const rosterPages = 200
const membersInPage = 500

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Teams as the rest of the bot sees it (DESIGN §1, §5). Keeps within Teams' limits by itself, and sends each thing once:
 * what is worth trying again is told to the caller as `busy`, and what may have been done as `unknown`.
 */
export const createTeams = ({ adapter, serviceUrl, tenantId, appId, ...settings }: SendSettings): Teams => {
  const wait = settings.wait ?? pause
  const pace = settings.pace ?? createPace(() => performance.now())
  const call = createCall({ adapter, serviceUrl, pace, wait })
  const chats = new Map<string, string>()
  const bot = { id: `28:${appId}`, name: '' }

  const sent = (called: Called<string | undefined>, conversation: string): Sent => {
    if (called.is !== 'answered') return withoutCode(called)
    if (!called.answer) return unknown('Teams did not say which message it became')
    return { is: 'sent', message: called.answer, conversation }
  }
  const askMembers = async (team: string, continuationToken: string | undefined) => {
    for (let tries = 1; ; tries += 1) {
      const called = await call({
        sort: 'members',
        conversation: team,
        ask: ({ conversations }) =>
          conversations.getConversationPagedMembers(team, {
            pageSize: membersInPage,
            ...(continuationToken === undefined ? {} : { continuationToken }),
          } as Parameters<typeof conversations.getConversationPagedMembers>[1]),
      })
      if (called.is === 'answered' || called.is === 'blocked' || tries === rosterTries) return called
      const ms = called.is === 'busy' ? called.afterMs : backoffMs(0)
      if (ms > rosterPatienceMs) return called
      await wait(ms)
    }
  }

  /** The person's chat with the bot: always the same one. Teams takes the object id as the member's `id`, in no other field. */
  const openChat = async ({ oid, name }: PersonRef): Promise<Called<string>> => {
    const known = chats.get(oid)
    if (known) return { is: 'answered', answer: known }
    const called = await call({
      sort: 'write',
      conversation: `chat ${oid}`,
      person: name,
      ask: ({ conversations }) =>
        conversations.createConversation({
          isGroup: false,
          bot,
          members: [{ id: oid, name: '' }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        } as unknown as Parameters<typeof conversations.createConversation>[0]),
    })
    if (called.is !== 'answered') return called
    const { id } = called.answer
    if (!id) return { is: 'busy', afterMs: backoffMs(0) }
    chats.set(oid, id)
    return { is: 'answered', answer: id }
  }
  const writeInChat = async (person: PersonRef, card: CardJson, summary: string, again: boolean): Promise<Sent> => {
    const chat = await openChat(person)
    // Opening a chat shows nothing to anybody, so what may have been done is as good as not done.
    if (chat.is === 'unknown') return { is: 'busy', afterMs: backoffMs(0) }
    if (chat.is !== 'answered') return withoutCode(chat)
    const called = await call({
      sort: 'write',
      conversation: chat.answer,
      person: person.name,
      ask: async ({ conversations }) =>
        (await conversations.sendToConversation(chat.answer, messageWith(card, summary))).id,
    })
    // A chat whose history the person has removed is gone; a new one is opened once.
    if (called.is === 'blocked' && called.code === 'ConversationNotFound' && again) {
      chats.delete(person.oid)
      return writeInChat(person, card, summary, false)
    }
    return sent(called, chat.answer)
  }

  return {
    post: async ({ channel }, card, summary) =>
      sent(
        await call({
          sort: 'write',
          conversation: channel,
          ask: async ({ conversations }) => {
            const created = await conversations.createConversation({
              isGroup: true,
              bot,
              tenantId,
              channelData: { channel: { id: channel }, tenant: { id: tenantId } },
              activity: messageWith(card, summary),
            })
            return created.activityId || created.id?.split(';messageid=')[1]
          },
        }),
        channel,
      ),

    reply: async ({ conversation, message }, card, summary) => {
      const place = withoutThread(conversation)
      const thread = isChannel(place) ? `${place};messageid=${message}` : place
      const called = await call({
        sort: 'write',
        conversation: place,
        ask: async ({ conversations }) =>
          (await conversations.sendToConversation(thread, messageWith(card, summary))).id,
      })
      return sent(called, place)
    },

    update: async ({ conversation, message }, card, summary) => {
      const place = withoutThread(conversation)
      const called = await call({
        sort: 'write',
        conversation: place,
        ask: async ({ conversations }) => {
          await conversations.updateActivity(place, message, { ...messageWith(card, summary), id: message })
          return message
        },
      })
      return sent(called, place)
    },

    async tell(person, card, summary) {
      if (person.tid !== tenantId) return { is: 'blocked', why: outsideWhy(person.name) }
      return writeInChat(person, card, summary, true)
    },

    async roster(team) {
      const members: RosterMember[] = []
      let token: string | undefined
      for (let page = 0; page < rosterPages; page += 1) {
        const called = await askMembers(team, token)
        if (called.is === 'blocked')
          return { is: 'blocked', why: `The members of the team could not be read. ${called.why}` }
        if (called.is !== 'answered')
          return { is: 'busy', afterMs: called.is === 'busy' ? called.afterMs : backoffMs(1) }
        members.push(...called.answer.members.flatMap((member) => rosterMember(member, tenantId)))
        token = called.answer.continuationToken || undefined
        if (token === undefined) return { is: 'read', members }
      }
      return {
        is: 'blocked',
        why: 'The members of the team could not be read to the end. Ask Sightline’s maintainers to look at it.',
      }
    },
  }
}

const withoutCode = ({ code: _, ...unsent }: Unsent & { readonly code?: string }): Unsent => unsent

const withoutThread = (conversation: string): string => conversation.split(';messageid=')[0] ?? conversation

const isChannel = (conversation: string): boolean => /@thread\.(tacv2|skype)$/.test(conversation)

// botbuilder's type asks for fields that only an activity that arrives has.
const messageWith = (card: CardJson, summary: string): Activity =>
  ({ type: 'message', summary, attachments: [CardFactory.adaptiveCard(card)] }) as Partial<Activity> as Activity

const rosterMember = (member: unknown, home: string): RosterMember[] => {
  const oid = textAt(member, 'aadObjectId') ?? textAt(member, 'objectId')
  if (oid === undefined) return []
  const tid = textAt(member, 'tenantId') ?? home
  const guest = textAt(member, 'userRole') === 'guest' || tid !== home
  return [{ oid, tid, name: textAt(member, 'name') ?? '', guest }]
}
