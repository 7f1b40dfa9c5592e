import { createHmac } from 'node:crypto'
import type { PersonRef } from '../../assurance/who.ts'

const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'
const letters = 12

/**
 * What stands for a person in one anonymous round (WORK P2): always the same for them there, another in the next round, and
 * worked out only by whoever holds the secret, from the person and not back.
 */
export const createPseudonym =
  (secret: Buffer) =>
  (round: string, { oid, tid }: PersonRef): string => {
    const digest = createHmac('sha256', secret)
      .update(JSON.stringify(['pseudonym', round, tid, oid]))
      .digest()
    return `p-${[...digest.subarray(0, letters)].map((byte) => alphabet[byte % alphabet.length]).join('')}`
  }
