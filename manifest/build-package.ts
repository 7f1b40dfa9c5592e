import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { zipSync } from 'fflate'
import { drawColorIcon, drawOutlineIcon } from './draw-icons.ts'
import { encodePng } from './encode-png.ts'
import { type PackageSettings, readSettings } from './settings.ts'
import { teamsManifest } from './teams-manifest.ts'

/** The Teams app package: `manifest` as JSON text, and `zip`, the file that is given to Teams. */
export interface AppPackage {
  readonly manifest: string
  readonly zip: Uint8Array
}

/** Builds the package in memory. The same settings and version give the same bytes, at any time and in any time zone. */
export const buildPackage = (settings: PackageSettings, version: string): AppPackage => {
  const manifest = `${JSON.stringify(teamsManifest(settings, version), undefined, 2)}\n`
  const files = {
    'manifest.json': Buffer.from(manifest),
    'color.png': encodePng(drawColorIcon()),
    'outline.png': encodePng(drawOutlineIcon()),
  }
  // a zip holds local time without its zone, so the date is given as local parts
  return { manifest, zip: zipSync(files, { level: 9, mtime: new Date(2026, 0, 1) }) }
}

const versionOfProject = (): string => {
  const found: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  if (typeof found === 'object' && found !== null && 'version' in found && typeof found.version === 'string') {
    return found.version
  }
  throw new Error('package.json has no version')
}

const main = (): void => {
  const { values } = parseArgs({ options: { env: { type: 'string' }, out: { type: 'string', default: 'out' } } })
  const file = values.env ?? join(import.meta.dirname, 'example.env')
  const read = readSettings(readFileSync(file, 'utf8'))
  if ('faults' in read) {
    console.error([`${file} cannot be used:`, ...read.faults].join('\n  '))
    process.exitCode = 1
    return
  }
  const { manifest, zip } = buildPackage(read.settings, versionOfProject())
  mkdirSync(values.out, { recursive: true })
  writeFileSync(join(values.out, 'manifest.json'), manifest)
  writeFileSync(join(values.out, 'sightline.zip'), zip)
  console.info(`Wrote ${join(values.out, 'sightline.zip')} for https://${read.settings.host}.`)
  if (!values.env) {
    console.info(
      'It carries the example’s ids. For an installation: npm run package -- --env FILE (see manifest/example.env).',
    )
  }
}

if (import.meta.main) main()
