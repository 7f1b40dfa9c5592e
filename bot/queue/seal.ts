import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Keeps words unreadable while they wait in PostgreSQL: answers in the queue and drafts (DESIGN §4). */
export interface Seal {
  close(value: unknown): Buffer
  /** Throws where the words were sealed with another key or have been changed. */
  open(sealed: Buffer): unknown
}

const ivBytes = 12
const tagBytes = 16

/** Seals with AES-256-GCM under a key of 32 bytes. */
export const createSeal = (key: Buffer): Seal => ({
  close(value) {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', key, iv)
    const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  },
  open(sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    const body = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
    return JSON.parse(body.toString('utf8'))
  },
})
