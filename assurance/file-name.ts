/** How long a file's name may be, its ending included: the address of a file in SharePoint has 400 characters in all. */
export const longestFileName = 120

/** Controls, characters without a place of their own or without width, and those that turn the direction of writing. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** What SharePoint refuses in a name, and `#` and `%`, which older parts of it and addresses still trip over. */
const refused = /["*:<>?|#%/\\]/g

/** Names Windows keeps for devices, whatever follows the first full stop. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

const seen = (text: string): string => text.replace(unseen, '').replace(/\s+/g, ' ').normalize('NFC')

/** Without what may not stand at the ends: a leading `~` marks an owner's lock, full stops and spaces at the end are lost. */
const trimmed = (text: string): string => text.replace(/^[\s.~]+/, '').replace(/[\s.]+$/, '')

/** The last part of a path, of any system: `C:\scans\..\report.pdf` is `report.pdf`. */
const lastPart = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/^\s*[a-z]:/i, '')

/** The ending of a name in lower case without its full stop, e.g. `pdf`; empty where it has none of 1 to 12 characters. */
export const endingOf = (name: string): string => /\.([^.\s]{1,12})$/.exec(trimmedEnd(name))?.[1]?.toLowerCase() ?? ''

const trimmedEnd = (name: string): string => seen(lastPart(name)).replace(/[\s.]+$/, '')

const cut = (stem: string, longest: number): string => {
  const short = stem.slice(0, longest)
  // Half a pair of surrogates is no character.
  return trimmed(/[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short)
}

/**
 * A name SharePoint and every computer takes, with that ending: no path, nothing unseen, nothing reserved, in Unicode's
 * composed form and at most `longestFileName` long. `evidence` where nothing is left of it. Making it safe again changes
 * nothing.
 */
export const safeFileName = (name: string, ending: string): string => {
  const whole = trimmedEnd(name)
  const stem = endingOf(name) === '' ? whole : whole.slice(0, whole.lastIndexOf('.'))
  const clean = trimmed(stem.replace(refused, '-').replace(/_vti_/gi, '-'))
  const longest = longestFileName - ending.length - 1
  const kept = cut(clean, longest)
  const free = kept === '' ? 'evidence' : device.test(kept) ? `evidence ${kept}` : kept
  return `${cut(free, longest)}.${ending}`
}
