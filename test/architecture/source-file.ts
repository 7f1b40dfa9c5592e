import { posix } from 'node:path'

/** A file as the rules see it: its path from the project's root with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** One module that a file names: in `import`, `export … from`, `import()` or `require()`. */
export interface Reference {
  /** As written. */
  readonly specifier: string
  /** The file it leads to, from the project's root, where it is one of ours; else `undefined`. */
  readonly ours?: string
  /** The npm package (`@scope/name` or `name`) or `node:` module, where it is not ours. */
  readonly theirs?: string
  /** True of `import type` and `export type`, which leave nothing behind at run time. */
  readonly typeOnly: boolean
  readonly isReExport: boolean
  readonly line: number
}

// Biome keeps every statement at the start of its line, which is what lets these read sources without a parser
// (TypeScript 7 has none in JavaScript).
const imports =
  /^[ \t]*import\s+(type\s+)?(?:(?:[\w$]+\s*,?\s*)?(?:\*\s*as\s+[\w$]+|\{[^}]*\})?\s*from\s*)?['"]([^'"\n]+)['"]/gm
const reExports = /^[ \t]*export\s+(type\s+)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"]([^'"\n]+)['"]/gm
const call = /\b(?:import|require|require\.resolve|import\.meta\.resolve)\(\s*(['"`])([^'"`\n]+)\1/g
const comment = /^[ \t]*(?:\/\/|\/?\*)/

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

const resolve = (from: string, specifier: string): Pick<Reference, 'ours' | 'theirs'> => {
  if (specifier.startsWith('.')) return { ours: posix.normalize(posix.join(posix.dirname(from), specifier)) }
  if (specifier.startsWith('/') || specifier.startsWith('file:')) return { ours: specifier }
  return { theirs: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/') }
}

/** The lines of a file that are not wholly comment, each with its number. */
export const codeLines = ({ text }: SourceFile): { line: number; code: string }[] =>
  text.split('\n').flatMap((code, i) => (comment.test(code) ? [] : [{ line: i + 1, code }]))

/** Every module a source file names, in the order of its lines. */
export const referencesOf = ({ path, text }: SourceFile): Reference[] => {
  const statements = [imports, reExports].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match): Reference => {
      const [whole, type, specifier = ''] = match
      const line = lineAt(text, match.index + whole.length)
      const isReExport = pattern === reExports
      return { specifier, ...resolve(path, specifier), typeOnly: type !== undefined, isReExport, line }
    }),
  )
  const calls = codeLines({ path, text }).flatMap(({ line, code }) =>
    [...code.matchAll(call)].map(([, , specifier = '']): Reference => {
      return { specifier, ...resolve(path, specifier), typeOnly: false, isReExport: false, line }
    }),
  )
  return [...statements, ...calls].sort((a, b) => a.line - b.line)
}

/** True of what Node runs or Vite builds; the other files are read for machine paths only. */
export const isSource = ({ path }: SourceFile): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path)

/** Settings of a build tool, which the tool itself asks to be written in its own way. */
export const isBuildSettings = ({ path }: SourceFile): boolean => /(^|\/)vite\.config\.ts$/.test(path)
