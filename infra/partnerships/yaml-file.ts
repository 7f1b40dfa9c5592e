import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Document, isAlias, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Path } from '../../assurance/read-item.ts'

/** A fault with the place to mend it: *swindon-2026-27.yaml line 41: agency “gwh” …* */
export interface Placed {
  readonly file: string
  /** Absent where the whole file is at fault. */
  readonly line?: number
  readonly say: string
}

/** A YAML file as it was read, which can say on which line a path into it is. */
export interface YamlFile {
  readonly name: string
  /** Whether the file is there at all. */
  readonly found: boolean
  readonly value: unknown
  /** What is wrong with the YAML itself; the value is then undefined. */
  readonly faults: readonly Placed[]
  lineOf(path: Path): number | undefined
}

/** The line of the deepest part of the path that is there: of the key in a map, of the entry in a list. */
const lineIn = (document: Document.Parsed, lines: LineCounter, path: Path): number => {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step))
      if (isNode(pair?.key)) offset = pair.key.range?.[0] ?? offset
      node = pair?.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (isNode(node)) offset = node.range?.[0] ?? offset
    } else break
  }
  return lines.linePos(offset).line
}

/** Reads a YAML file. A file that is not there has no value and is not found; other failures to read it throw. */
export const readYaml = (path: string): YamlFile => {
  const name = basename(path)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT' && code !== 'EISDIR' && code !== 'ENOTDIR') throw error
    const say =
      code === 'EISDIR'
        ? 'is a folder; name the partnership’s file in it.'
        : 'could not be found. Check the name and the folder.'
    return { name, found: false, value: undefined, faults: [{ file: name, say }], lineOf: () => undefined }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const faults: Placed[] = document.errors.map((error) => ({
    file: name,
    line: lines.linePos(error.pos[0]).line,
    say: `this cannot be read as YAML: ${error.code === 'MULTIPLE_DOCS' ? 'the file holds several documents; leave out the line “---”.' : error.message}`,
  }))
  let value: unknown
  try {
    if (faults.length === 0) value = document.toJS({ maxAliasCount: 1_000 })
  } catch (error) {
    // An alias (*name) without its anchor (&name), or aliases that multiply without end, come to light only here.
    if (!(error instanceof ReferenceError)) throw error
    faults.push({ file: name, line: 1, say: `this cannot be read as YAML: ${error.message}.` })
  }
  return { name, found: true, value, faults, lineOf: (place) => lineIn(document, lines, place) }
}

/** *swindon-2026-27.yaml line 41: agency “gwh” uses calendar “englnd”, which is not defined. Known: england.* */
export const sayPlaced = ({ file, line, say }: Placed): string =>
  line === undefined ? `${file} ${say}` : `${file} line ${line}: ${say}`
