/** What a file turns out to be inside. `zip` and `ole` are told apart further by the names they hold. */
export type Contents =
  | { readonly is: 'pdf' | 'png' | 'jpeg' | 'text' | 'unknown' }
  /** Something that runs: a program of Windows, Linux or macOS, a script, a shortcut. */
  | { readonly is: 'program' }
  /** A package of files, such as a Word document; the names in it in lower case, none where its directory is damaged. */
  | { readonly is: 'zip'; readonly names: ReadonlySet<string> }
  /** The older format of Office; the names of its parts. */
  | { readonly is: 'ole'; readonly names: ReadonlySet<string> }

const starts = (bytes: Uint8Array, ...prefix: readonly number[]) => prefix.every((byte, at) => bytes[at] === byte)

/** First bytes of what runs: MZ, ELF, Mach-O in four orders and its bundle, `#!`, Android's dex, a Windows shortcut, wasm. */
const programs: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x23, 0x21],
  [0xef, 0xbb, 0xbf, 0x23, 0x21],
  [0x64, 0x65, 0x78, 0x0a],
  [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00],
  [0x00, 0x61, 0x73, 0x6d],
]

const littleEndian = (bytes: Uint8Array, at: number, size: 2 | 4) => {
  let value = 0
  for (let n = size - 1; n >= 0; n--) value = value * 256 + (bytes[at + n] ?? 0)
  return value
}

const latin = (bytes: Uint8Array, from: number, length: number) => {
  let text = ''
  for (let at = from; at < from + length && at < bytes.length; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

const longestZipEnd = 22 + 0xffff
const mostZipNames = 10_000

/** The names in a zip's directory, which stands at its end; the directory is what Office reads too. */
const zipNames = (bytes: Uint8Array): ReadonlySet<string> => {
  const names = new Set<string>()
  let end = bytes.length - 22
  const first = Math.max(0, bytes.length - longestZipEnd)
  while (end >= first && littleEndian(bytes, end, 4) !== 0x06054b50) end--
  if (end < first) return names
  let at = littleEndian(bytes, end + 16, 4)
  for (let n = 0; littleEndian(bytes, at, 4) === 0x02014b50; n++) {
    if (n === mostZipNames) return new Set()
    const length = littleEndian(bytes, at + 28, 2)
    names.add(
      latin(bytes, at + 46, length)
        .toLowerCase()
        .replaceAll('\\', '/'),
    )
    at += 46 + length + littleEndian(bytes, at + 30, 2) + littleEndian(bytes, at + 32, 2)
  }
  return names
}

/**
 * The names of an older Office file's parts. Each entry of its directory has 128 bytes and begins with its name in UTF-16,
 * whose length in bytes is told at 64 and whose kind at 66; where the directory stands is not followed, all entries are
 * taken that look like one.
 */
const oleNames = (bytes: Uint8Array): ReadonlySet<string> => {
  const names = new Set<string>()
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = littleEndian(bytes, at + 64, 2)
    const kind = bytes[at + 66]
    if (length < 4 || length > 64 || length % 2 === 1 || (kind !== 1 && kind !== 2 && kind !== 5)) continue
    let name = ''
    for (let n = 0; n < length - 2; n += 2) name += String.fromCharCode(littleEndian(bytes, at + n, 2))
    if (!name.includes('\0')) names.add(name.toLowerCase())
  }
  return names
}

/** Whether all of it is UTF-8, in its shortest form and without surrogates (Unicode, table 3-7). */
const isUtf8 = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0
    const more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : 3
    if (lead >= 0x80 && (lead < 0xc2 || lead > 0xf4)) return false
    for (let n = 1; n <= more; n++) {
      const byte = bytes[at + n] ?? 0
      const least = n > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
      const most = n > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
      if (byte < least || byte > most) return false
    }
    at += more + 1
  }
  return true
}

/** Tab, line feed, form feed and carriage return are all the control characters text has. */
const isControl = (byte: number) =>
  (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 0x7f

/** Places of Windows-1252 that mean nothing. */
const unused1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/** Whether it reads as text, as UTF-8 or else as Windows-1252, which Excel still writes. */
const isText = (bytes: Uint8Array): boolean =>
  !bytes.some(isControl) && (isUtf8(bytes) || !bytes.some((byte) => unused1252.has(byte)))

/** What a file is by its bytes alone, whatever it is called. */
export const contentsOf = (bytes: Uint8Array): Contents => {
  if (programs.some((prefix) => starts(bytes, ...prefix))) return { is: 'program' }
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return { is: 'pdf' }
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { is: 'png' }
  if (starts(bytes, 0xff, 0xd8, 0xff)) return { is: 'jpeg' }
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return { is: 'zip', names: zipNames(bytes) }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return { is: 'ole', names: oleNames(bytes) }
  return { is: isText(bytes) ? 'text' : 'unknown' }
}
