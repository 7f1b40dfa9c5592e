import type { Card } from './card.ts'

/** Bytes a card may have and still leave room below Teams' 28 KB for what is sent around it (PLATFORM §C). */
const bytesAtMost = 26 * 1024

/** The first of these sizes, the largest first, at which the card is small enough to send; else the smallest. */
export const fitting = <Size>(sizes: readonly [Size, ...Size[]], make: (size: Size) => Card): Card => {
  const [size, ...smaller] = sizes
  const card = make(size)
  const [next, ...others] = smaller
  if (next === undefined || Buffer.byteLength(JSON.stringify(card)) <= bytesAtMost) return card
  return fitting([next, ...others], make)
}
