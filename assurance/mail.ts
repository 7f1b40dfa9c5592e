/** A notice without content (WORK R1): that something waits, and where; never what, nor about whom. */
export interface Notice {
  /** E-mail addresses, at least one. */
  readonly to: readonly string[]
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

/** What came of posting a notice. */
export type Posted =
  | { readonly is: 'posted' }
  | { readonly is: 'busy'; readonly afterMs: number }
  /** It will not go until somebody changes something; the reason is a sentence. */
  | { readonly is: 'blocked'; readonly why: string }
  /** No answer came: it may have been posted. */
  | { readonly is: 'unknown'; readonly why: string }

/** The SSU's mailbox, from which agencies without a channel are told (DESIGN §5). Implemented in `graph/mail.ts`. */
export interface Mail {
  post(notice: Notice): Promise<Posted>
}
