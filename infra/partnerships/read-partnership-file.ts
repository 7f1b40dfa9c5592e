import { basename, dirname, join } from 'node:path'
import { examinePartnership } from '../../assurance/check-partnership.ts'
import { readSample } from '../../assurance/check-sample.ts'
import type { Partnership, PathFault } from '../../assurance/partnership.ts'
import { type Sample, withSample } from '../../assurance/sample.ts'
import { type Placed, readYaml, sayPlaced, type YamlFile } from './yaml-file.ts'

/** The calendars of a partnership's raw file that keep their bank holidays in a file beside it. */
const holidayFiles = (raw: unknown): readonly { readonly file: string; readonly path: PathFault['path'] }[] => {
  const calendars = typeof raw === 'object' && raw !== null && 'calendars' in raw ? raw.calendars : undefined
  if (!Array.isArray(calendars)) return []
  return calendars.flatMap((calendar: unknown, at) => {
    const file =
      typeof calendar === 'object' && calendar !== null && 'holidaysFrom' in calendar
        ? calendar.holidaysFrom
        : undefined
    return typeof file === 'string' ? [{ file, path: ['calendars', at, 'holidaysFrom'] }] : []
  })
}

const placing =
  (file: YamlFile) =>
  ({ path, say }: PathFault): Placed => {
    const line = file.lineOf(path)
    return { file: file.name, say, ...(line === undefined ? {} : { line }) }
  }

const inOrder = (faults: readonly Placed[]): readonly string[] => [
  ...new Set(faults.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0)).map(sayPlaced)),
]

/**
 * Reads a partnership's file, the bank holidays it names and, where there is one, the sample beside it
 * (`swindon-2026-27.sample.yaml`), whose people and channels are laid on the partnership. Every fault of all of them is
 * named at once with its file and line (WORK X5).
 */
export const readPartnershipFile = (
  path: string,
):
  | { readonly partnership: Partnership; readonly sample: Sample | undefined }
  | { readonly faults: readonly string[] } => {
  const main = readYaml(path)
  if (main.faults.length > 0) return { faults: inOrder(main.faults) }

  const placed: Placed[] = []
  const beside: { [file: string]: YamlFile } = {}
  for (const { file, path: place } of holidayFiles(main.value)) {
    if (basename(file) !== file) {
      placed.push(
        placing(main)({
          path: place,
          say: `names “${file}”; the file should lie beside this one and be named without a folder.`,
        }),
      )
      continue
    }
    const read = readYaml(join(dirname(path), file))
    beside[file] = read
    if (!read.found)
      placed.push(
        placing(main)({ path: place, say: `names the file “${file}”, which could not be found beside this one.` }),
      )
    else placed.push(...read.faults)
  }

  const { partnership, faults } = examinePartnership(
    main.value,
    Object.fromEntries(
      Object.entries(beside).flatMap(([file, { value }]) => (value === undefined ? [] : [[file, value]])),
    ),
  )
  for (const fault of faults) {
    const file = fault.file === undefined ? main : beside[fault.file]
    if (file) placed.push(placing(file)(fault))
  }

  const second = readYaml(`${path.replace(/\.ya?ml$/, '')}.sample.yaml`)
  if (second.found) placed.push(...second.faults)
  const read = second.value === undefined ? undefined : readSample(second.value, partnership)
  if (read && 'faults' in read) placed.push(...read.faults.map(placing(second)))

  if (placed.length > 0) return { faults: inOrder(placed) }
  const sample = read && 'sample' in read ? read.sample : undefined
  return { partnership: sample ? withSample(partnership, sample) : partnership, sample }
}
