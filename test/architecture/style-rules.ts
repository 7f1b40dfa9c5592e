import { codeLines, isBuildSettings, isSource, referencesOf, type SourceFile } from './source-file.ts'

/** A rule about one file: the faults found, each a sentence that says what to do instead. */
type Rule = (file: SourceFile) => string[]

/** Lines of a file; a test may list more cases than a product file may hold ideas. */
const longest = 250
const longestTest = 350

const inCode =
  (pattern: RegExp, say: string, applies: (file: SourceFile) => boolean): Rule =>
  (file) =>
    isSource(file) && applies(file)
      ? codeLines(file).flatMap(({ line, code }) => (pattern.test(code) ? [`${file.path}:${line} ${say}.`] : []))
      : []

const isProduct = ({ path }: SourceFile) => !/^test\//.test(path)

const environment = inCode(
  /\bprocess\s*(\.env\b|\[['"]env['"]\])|\benv\b[^=]*(\}\s*from\s*['"](node:)?process['"]|\}\s*=\s*process\b)/,
  'reads process.env; only bot/config.ts does: take the setting as an argument',
  (file) => isProduct(file) && !isBuildSettings(file) && file.path !== 'bot/config.ts',
)

const defaultExport = inCode(
  /^\s*export\s+default\b|^\s*export\s*\{[^}]*\bas\s+default\b/,
  'has a default export: export it by its name',
  (file) => !isBuildSettings(file) && !file.path.endsWith('.d.ts'),
)

const prefixedInterface = inCode(
  /^\s*(export\s+)?(declare\s+)?(abstract\s+)?(interface|class|type(?=[^,]*=))\s+I[A-Z][a-z]\w*/,
  'names a type I…: give it the plain noun',
  () => true,
)

const realTime = inCode(
  /\bDate\.now\(|\bnew Date\(\s*\)/,
  'asks the machine what time it is: take a Clock or a date as an argument',
  ({ path }) => /^(assurance|cards)\//.test(path),
)

const barrel: Rule = (file) => {
  if (!isSource(file) || file.path === 'assurance/kinds/index.ts') return []
  const faults = referencesOf(file)
    .filter(({ isReExport }) => isReExport)
    .map(({ line }) => `${file.path}:${line} passes on another file’s export: import from the file that defines it.`)
  return /(^|\/)index\.[a-z]+$/.test(file.path)
    ? [`${file.path} is a barrel: name the file for what it holds, and import from it.`, ...faults]
    : faults
}

const names: Rule = ({ path }) => {
  const segments = path.split('/').filter((name) => !name.startsWith('.'))
  const vague = segments.find((name) =>
    /^(utils?|helpers?|services?|managers?)(\.|$)|-(utils?|helpers?|services?)(\.|$)/.test(name),
  )
  const faults = vague ? [`${path}: "${vague}" says nothing of what it holds: name it for that.`] : []
  const crooked = segments.find((name) => /\.(tsx?|m?js|css|html|json|ya?ml|bicep)$/.test(path) && !isKebab(name))
  return crooked ? [...faults, `${path}: "${crooked}" is not kebab-case: lower-case words joined by hyphens.`] : faults
}

const isKebab = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(name)

const length: Rule = (file) => {
  const lines = file.text.replace(/\n$/, '').split('\n').length
  const most = isProduct(file) ? longest : longestTest
  return isSource(file) && lines > most
    ? [`${file.path} has ${lines} lines, over ${most}: split it where it holds two ideas.`]
    : []
}

const answeredTwice = inCode(
  /\breturn\s+res\.send\(|=>\s*res\.send\(/,
  'returns what res.send gives, and restify then logs the whole request with its token: send, then return nothing',
  isProduct,
)

/** The rules of the work are kept clean by the compiler too: no Node, no browser (DESIGN §1). */
const cleanRoom: Rule = ({ path, text }) => {
  if (path !== 'assurance/tsconfig.json') {
    return path.startsWith('assurance/') && /^\s*\/\/\/\s*<reference/m.test(text)
      ? [`${path} refers to types from outside: assurance/ knows no Node and no browser.`]
      : []
  }
  const { compilerOptions } = JSON.parse(text) as { compilerOptions?: { types?: string[]; lib?: string[] } }
  const { types, lib } = compilerOptions ?? {}
  return [
    ...(types?.length === 0 ? [] : [`${path} must keep "types": [], so that no Node type is known there.`]),
    ...(lib?.length && !lib.some((name) => /dom|webworker|scripthost/i.test(name))
      ? []
      : [`${path} must keep a "lib" without the DOM, so that no browser type is known there.`]),
  ]
}

const machinePath: Rule = ({ path, text }) =>
  text
    .split('\n')
    .flatMap((line, i) =>
      /(^|[^A-Za-z0-9._~%}-])\/(home|root|Users)\/|"resolved": "https?:/.test(line)
        ? [`${path}:${i + 1} names a place on one machine or network: make it relative, or take it as a setting.`]
        : [],
    )

/** Names, sizes and habits (DESIGN §1 "Names", §10), one by one. */
const styleRules = {
  environment,
  answeredTwice,
  defaultExport,
  prefixedInterface,
  realTime,
  barrel,
  names,
  length,
  cleanRoom,
  machinePath,
} satisfies Record<string, Rule>

/** Every fault of a file against them. */
export const styleFaults = (file: SourceFile): string[] => Object.values(styleRules).flatMap((rule) => rule(file))
