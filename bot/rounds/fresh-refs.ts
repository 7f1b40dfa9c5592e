import { randomInt } from 'node:crypto'

/** Letters and figures that are not taken for one another, read out or written by hand; no vowels, so that no word is made. */
const alphabet = 'CDFGHJKMNPQRTVWXY34679'
const letters = 4

/** Random references like `C-4F7K`, all different and none of those used before (WORK A3). */
export const freshRefs = (count: number, used: ReadonlySet<string>): readonly string[] => {
  const fresh = new Set<string>()
  while (fresh.size < count) {
    const drawn = Array.from({ length: letters }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
    const ref = `C-${drawn}`
    if (!used.has(ref.toLowerCase())) fresh.add(ref)
  }
  return [...fresh]
}
