import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'

/** Where the partnerships' files are. */
export const shipped = 'infra/partnerships'

/** A small partnership without fault; tests change lines of it. */
export const small = `id: testshire
name: Testshire Safeguarding Partnership
year: 2026-27
startsOn: 2026-04-01
endsOn: 2027-03-31
labels:
  partnership: Testshire
  ssu: Support Unit
  ssuMailbox: ssu@testshire.example
  atRisk: This is not a referral.
  child: child
  adult: adult
calendars:
  - id: england
    knownFrom: 2019-01-01
    knownTo: 2028-12-31
    holidays: [2026-12-25]
priorities:
  - { id: neglect, name: Neglect }
groups:
  - { id: qa, name: QA Group, short: QA }
agencies:
  - { id: gwh, name: Hospital, short: GWH, sector: health, asked: true, calendar: england, source: test }
  - { id: police, name: Police, short: Police, sector: police, asked: true, calendar: england, source: test }
ladders:
  - id: audit
    rungs: [{ day: -5, to: channel }, { day: 5, to: lead }]
programme:
  - id: neglect-2026
    sort: audit
    title: Neglect
    why: Because
    quarters: [4]
    group: qa
    standing: planned
    clause: Enabler 3
`

/** The small partnership's file with words of it changed. */
export const changed = (...changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `“${from}” is not in the file`)
    return text.replace(from, to)
  }, small)

/** A folder like `infra/partnerships` in which files can be written and read. */
export const partnershipFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-partnership-'))
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const read = (text: string, sample?: string) => {
    rmSync(folder, { recursive: true, force: true })
    cpSync(shipped, folder, { recursive: true, filter: (path) => !path.endsWith('.ts') })
    write('testshire.yaml', text)
    if (sample !== undefined) write('testshire.sample.yaml', sample)
    return readPartnershipFile(join(folder, 'testshire.yaml'))
  }
  return {
    folder,
    write,
    read,
    faultsOf: (text: string, sample?: string): readonly string[] => {
      const result = read(text, sample)
      return 'faults' in result ? result.faults : assert.fail('it was taken')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A shipped partnership's file, which must be without fault. */
export const shippedPartnership = (name: string) => {
  const read = readPartnershipFile(join(shipped, `${name}.yaml`))
  if ('faults' in read) assert.fail(read.faults.join('\n'))
  return { partnership: read.partnership, sample: read.sample ?? assert.fail('no sample') }
}
