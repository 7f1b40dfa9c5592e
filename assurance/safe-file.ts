import { type Contents, contentsOf } from './file-contents.ts'
import { endingOf, safeFileName } from './file-name.ts'
import type { ArrivingFile } from './library.ts'

/** How much a file of evidence may have, in bytes: 25 MB (WORK R2). */
export const evidenceLimit = 25 * 1024 * 1024

/** A name and type to keep a file under. `type` is a media type, settled by the ending and never by who sent it. */
export interface SafeFile {
  readonly name: string
  readonly type: string
}

interface FileType {
  /** As a colleague calls it. */
  readonly called: string
  readonly type: string
  readonly holds: (contents: Contents) => boolean
}

const office = 'application/vnd.openxmlformats-officedocument'
const packed = (folder: string) => (contents: Contents) =>
  contents.is === 'zip' &&
  contents.names.has('[content_types].xml') &&
  [...contents.names].some((name) => name.startsWith(`${folder}/`))
const older =
  (...parts: readonly string[]) =>
  (contents: Contents) =>
    contents.is === 'ole' && parts.some((part) => contents.names.has(part))
const plain = (is: Contents['is']) => (contents: Contents) => contents.is === is

const jpeg: FileType = { called: 'a JPEG picture', type: 'image/jpeg', holds: plain('jpeg') }

const fileTypes: ReadonlyMap<string, FileType> = new Map([
  ['pdf', { called: 'a PDF', type: 'application/pdf', holds: plain('pdf') }],
  ['docx', { called: 'a Word document', type: `${office}.wordprocessingml.document`, holds: packed('word') }],
  ['xlsx', { called: 'an Excel workbook', type: `${office}.spreadsheetml.sheet`, holds: packed('xl') }],
  ['pptx', { called: 'a PowerPoint', type: `${office}.presentationml.presentation`, holds: packed('ppt') }],
  ['doc', { called: 'a Word document', type: 'application/msword', holds: older('worddocument') }],
  ['xls', { called: 'an Excel workbook', type: 'application/vnd.ms-excel', holds: older('workbook', 'book') }],
  ['ppt', { called: 'a PowerPoint', type: 'application/vnd.ms-powerpoint', holds: older('powerpoint document') }],
  ['txt', { called: 'plain text', type: 'text/plain', holds: plain('text') }],
  ['csv', { called: 'a CSV table', type: 'text/csv', holds: plain('text') }],
  ['png', { called: 'a PNG picture', type: 'image/png', holds: plain('png') }],
  ['jpg', jpeg],
  ['jpeg', jpeg],
])

/** The media type of a file we keep, by its name; bytes without meaning where it is none of ours. */
export const typeOfFile = (name: string): string => fileTypes.get(endingOf(name))?.type ?? 'application/octet-stream'

const taken = 'PDF, Word, Excel, PowerPoint, plain text, CSV, PNG or JPEG'

/** The endings taken, each with a full stop, as a file chooser wants them. */
export const fileEndings: readonly string[] = [...fileTypes.keys()].map((ending) => `.${ending}`)

/** Office's own endings for files that may run something. */
const withMacros: ReadonlyMap<string, string> = new Map([
  ...['docm', 'dotm', 'dot', 'dotx'].map((ending) => [ending, 'docx'] as const),
  ...['xlsm', 'xltm', 'xlsb', 'xlam', 'xlt', 'xltx'].map((ending) => [ending, 'xlsx'] as const),
  ...['pptm', 'potm', 'ppsm', 'ppam', 'ppsx', 'pps'].map((ending) => [ending, 'pptx'] as const),
])

const hasMacros = (contents: Contents): boolean =>
  (contents.is === 'zip' &&
    [...contents.names].some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/'))) ||
  (contents.is === 'ole' &&
    ['_vba_project', 'vba', 'macros', '_vba_project_cur'].some((name) => contents.names.has(name)))

/** A password turns any Office file into an older one that holds nothing but its own cipher. */
const isLocked = (contents: Contents): boolean => contents.is === 'ole' && contents.names.has('encryptedpackage')

const megabytes = (bytes: number): string => {
  const tenths = Math.ceil(bytes / 1024 / 102.4)
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} MB`
}

/** What somebody is told who adds more than may be; also where its name is not known yet. */
export const sayTooLarge = (what: string, bytes?: number, atMost = evidenceLimit): string =>
  `${what} ${bytes === undefined ? 'is too large' : `has ${megabytes(bytes)}`}. A file may have at most ${megabytes(atMost)}: make it smaller or split it, and add it again.`

/**
 * Whether a file may be kept as evidence, and under which name (WORK R2): its ending is on the list and agrees with what
 * is inside. What runs is refused whatever it is called, and so is what may hold macros; a refusal is a sentence that says
 * what to do. Looks at the directory of a package and opens nothing.
 */
export const safeFile = ({ name, bytes }: ArrivingFile): SafeFile | { readonly refusal: string } => {
  const ending = endingOf(name)
  const shown = `“${ending === '' ? safeFileName(name, 'x').slice(0, -2) : safeFileName(name, ending)}”`
  const fileType = fileTypes.get(ending)
  const unmacroed = withMacros.get(ending)
  if (bytes.length === 0) return { refusal: `${shown} is empty. Add it again once there is something in it.` }
  if (bytes.length > evidenceLimit) return { refusal: sayTooLarge(shown, bytes.length) }
  const contents = contentsOf(bytes)
  if (contents.is === 'program')
    return {
      refusal: fileType
        ? `What is inside ${shown} is not what its name says: it is a program or a script, and those are not taken. Do not open it; ask whoever gave it to you.`
        : `${shown} is a program or a script, and those are not taken. Files may be ${taken}.`,
    }
  if (unmacroed)
    return {
      refusal: `${shown} may hold macros or is a template, which are not taken. Save it as .${unmacroed} and add that.`,
    }
  if (!fileType)
    return {
      refusal:
        ending === ''
          ? `${shown} has no ending such as .pdf that says what it is. Files may be ${taken}.`
          : `Files of the kind .${ending} are not taken. Save ${shown} as ${taken}, and add that.`,
    }
  if (isLocked(contents))
    return {
      refusal: `${shown} is locked with a password. Save it without one, and add it again.`,
    }
  if (hasMacros(contents))
    return { refusal: `${shown} holds macros, which are not taken. Save it without them, or as a PDF, and add that.` }
  if (!fileType.holds(contents))
    return {
      refusal: `What is inside ${shown} is not ${fileType.called}, as its name says. Open it where it was made, save it as ${taken}, and add that.`,
    }
  return { name: safeFileName(name, ending), type: fileType.type }
}
