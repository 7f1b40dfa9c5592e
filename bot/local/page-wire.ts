import type { JsonObject } from './json.ts'

/** Someone who can be chosen in the picker. */
export interface PagePerson {
  readonly id: string
  readonly oid: string
  readonly tid: string
  readonly name: string
  readonly role: string
  readonly group: string
}

/** What the page shows before anybody is chosen. `now` is the moment local Teams is at, ISO 8601. */
export interface PageStart {
  readonly appName: string
  readonly now: string
  readonly people: readonly PagePerson[]
  readonly defaultPerson: string
}

/** A channel or chat in the left pane; `unseen` counts messages of others since it was last viewed. */
export interface PagePlace {
  readonly id: string
  readonly name: string
  readonly unseen: number
}

/** What a person sees on the left. */
export interface PageHome {
  readonly me: PagePerson
  readonly now: string
  readonly appId: string
  readonly tenantId: string
  readonly teams: readonly { readonly id: string; readonly name: string; readonly channels: readonly PagePlace[] }[]
  readonly chat: PagePlace
  readonly tab: { readonly name: string; readonly entityId: string; readonly url: string }
}

/** A message as shown: `text` may hold `<at>Name</at>`; `cards` are Adaptive Cards. */
export interface PageMessage {
  readonly id: string
  readonly author: { readonly name: string; readonly bot: boolean; readonly oid?: string }
  readonly sentAt: string
  readonly edited: boolean
  readonly deleted: boolean
  readonly version: number
  readonly text: string
  readonly cards: readonly JsonObject[]
}

/** The threads of a conversation, oldest first. In a personal chat every message is a thread of its own. */
export interface PageConversation {
  readonly id: string
  readonly kind: 'channel' | 'personal'
  readonly name: string
  readonly team?: string
  readonly members: number
  readonly threads: readonly { readonly root: PageMessage; readonly replies: readonly PageMessage[] }[]
}

/** What the bot answered to an invoke: its HTTP status and body. */
export interface PageInvokeAnswer {
  readonly status: number
  readonly body?: unknown
}

/** Something has changed in a conversation; the page reads it again. */
export interface LiveUpdate {
  readonly type: 'message' | 'update' | 'delete'
  readonly conversation: string
  readonly id: string
}
