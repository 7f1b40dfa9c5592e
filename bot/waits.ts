/** Every time the product waits by itself: one place, so that tests can live through them in moments. */
export interface Waits {
  /** Between two readings of what changed in SharePoint. */
  readonly sweepMs: number
  /** Between two looks at what the day owes and at what was left waiting. */
  readonly remindMs: number
  /** Between two looks at the queue where nothing woke its worker. */
  readonly pollMs: number
  /** How long a move steps back that SharePoint gave no answer for, doubled with every try … */
  readonly stepBackMs: number
  /** … up to so long. */
  readonly stepBackAtMostMs: number
  /** Tries after which a move waits for the SSU with its reason. */
  readonly tries: number
  /** How long a batch of writes that is not full waits for more while they come in a stream; a lone one a twentieth of it. */
  readonly lingerMs: number
  /** Multiplies what SharePoint and Teams tell us to wait, and the Graph client's own pauses. */
  readonly scale: number
}

export const usualWaits: Waits = {
  sweepMs: 2_000,
  remindMs: 60_000,
  pollMs: 2_000,
  stepBackMs: 5_000,
  stepBackAtMostMs: 300_000,
  tries: 12,
  lingerMs: 400,
  scale: 1,
}
