const size = 20
const shift = 11

/**
 * QuickXorHash in base64, the hash every file of a library has (hashes resource type): each byte is XORed in 11 bits further
 * round a ring of 160, and the length over the last 64 of them. It tells files apart and protects nothing.
 */
export const hashOfFile = (bytes: Uint8Array): string => {
  const ring = new Uint8Array(size)
  let bit = 0
  for (const byte of bytes) {
    const at = bit >> 3
    const laid = byte << (bit & 7)
    const next = at + 1 === size ? 0 : at + 1
    ring[at] = (ring[at] ?? 0) ^ (laid & 0xff)
    ring[next] = (ring[next] ?? 0) ^ (laid >> 8)
    bit = (bit + shift) % (size * 8)
  }
  let length = bytes.length
  for (let at = size - 8; at < size; at++) {
    ring[at] = (ring[at] ?? 0) ^ (length & 0xff)
    length = Math.floor(length / 256)
  }
  return Buffer.from(ring).toString('base64')
}
