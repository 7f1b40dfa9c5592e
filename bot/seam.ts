import type { PersonRef } from '../assurance/who.ts'

/** An expanded Adaptive Card, ready to send. */
export type CardJson = { readonly [name: string]: unknown }

/** Where something came from, or is to go. */
export interface Place {
  readonly tenant: string
  readonly serviceUrl: string
  /** The conversation as the platform names it; in a channel the channel's own id, without `;messageid=`. */
  readonly conversation: string
  readonly personal: boolean
  readonly team?: string
  readonly channel?: string
  /** The message acted on or answered. */
  readonly message?: string
}

interface From {
  readonly by: PersonRef
  readonly place: Place
}

/** What arrives from Teams, after its token has been verified (DESIGN §8). `value` is whatever was sent and is not to be trusted. */
export type Arrival =
  | (From & { readonly sort: 'action'; readonly value: unknown })
  | (From & { readonly sort: 'dialog-open'; readonly value: unknown })
  | (From & { readonly sort: 'dialog-submit'; readonly value: unknown })
  | (From & { readonly sort: 'message'; readonly text: string; readonly value?: unknown })
  | { readonly sort: 'installed'; readonly place: Place }
  | { readonly sort: 'uninstalled'; readonly place: Place }

/** What the bot answers at once. `card` replaces the card (action) or replies (message); `say` is a sentence; `dialog` opens or keeps a dialog. */
export type Answer =
  | { readonly card: CardJson }
  | { readonly say: string }
  | { readonly dialog: { readonly title: string; readonly size: 'medium' | 'large'; readonly card: CardJson } }
  | { readonly dialog: { readonly title: string; readonly size: 'medium' | 'large'; readonly url: string } }
  | { readonly nothing: true }

/** What is done with each thing that arrives. A throw is logged without its content and answered with a plain sentence. */
export type OnArrival = (arrival: Arrival) => Promise<Answer>

/** What came of sending. */
export type Sent =
  | { readonly is: 'sent'; readonly message: string; readonly conversation: string }
  /** Wait so long and try again. `unsure` where Teams may have taken it all the same. */
  | { readonly is: 'busy'; readonly afterMs: number; readonly unsure?: true }
  /** It will not go until somebody changes something, with the reason as a sentence. `everything` where nothing goes there. */
  | { readonly is: 'blocked'; readonly why: string; readonly everything?: true }
  /** No answer came: it may have been done. */
  | { readonly is: 'unknown'; readonly why: string }

/** Why something was not sent, or is not known to have been. */
export type Unsent = Exclude<Sent, { is: 'sent' }>

/** The person, and whether they come from another organisation. */
export interface RosterMember extends PersonRef {
  readonly guest: boolean
}

/** The one door to Teams (DESIGN §1): its successor is a change of one folder. `summary` is what a notification shows. */
export interface Teams {
  post(place: { readonly team: string; readonly channel: string }, card: CardJson, summary: string): Promise<Sent>
  reply(
    place: { readonly conversation: string; readonly message: string },
    card: CardJson,
    summary: string,
  ): Promise<Sent>
  update(
    place: { readonly conversation: string; readonly message: string },
    card: CardJson,
    summary: string,
  ): Promise<Sent>
  /**
   * Writes to one person in their own chat with the bot, which is opened where there is none yet. The app must be installed
   * for them or in a team of theirs; people of another organisation cannot be written to (PLATFORM §C): `blocked` says so.
   */
  tell(person: PersonRef, card: CardJson, summary: string): Promise<Sent>
  /** Everyone in a team. */
  roster(team: string): Promise<{ readonly is: 'read'; readonly members: readonly RosterMember[] } | Unsent>
}
