import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'mocha'
import { importFaults } from './architecture/import-rules.ts'
import { referencesOf, type SourceFile } from './architecture/source-file.ts'
import { styleFaults } from './architecture/style-rules.ts'

const project = join(import.meta.dirname, '..')
const notOurs = new Set(['node_modules', '.git', '.sightline', 'out', 'dist'])
const notText = /\.(png|jpe?g|gif|ico|woff2?|zip|gz|br|xlsx|docx|pdf|log)$/

const filesBelow = (folder: string): SourceFile[] =>
  readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (notOurs.has(entry.name)) return []
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() && !notText.test(path) ? [{ path, text: readFileSync(join(project, path), 'utf8') }] : []
  })

const faultsOf = (path: string, ...lines: string[]) => {
  const file = { path, text: `${lines.join('\n')}\n` }
  return [...importFaults(file), ...styleFaults(file)]
}
const finds = (expected: RegExp, path: string, ...lines: string[]) => {
  const faults = faultsOf(path, ...lines)
  assert.equal(faults.length, 1, `one fault was expected of ${path}: ${lines.join(' ')}\nfound: ${faults.join('\n')}`)
  assert.match(faults[0] ?? '', expected)
}
const allows = (path: string, ...lines: string[]) => assert.deepEqual(faultsOf(path, ...lines), [])

describe('the architecture', () => {
  it('holds in every file of the project', () => {
    const files = filesBelow('')
    assert.ok(files.some(({ path }) => path === 'assurance/tsconfig.json'))
    const faults = files.flatMap((file) => [...importFaults(file), ...styleFaults(file)])
    assert.deepEqual(faults, [], `\n${faults.join('\n')}\n`)
  })

  describe('reads what a file imports', () => {
    it('in statements over several lines, in calls, and not in comments or other text', () => {
      const lines = [
        "import { type A, b } from './a.ts'",
        'import type {',
        '  C,',
        "} from '../c.ts'",
        'export interface Between {}',
        "import './side-effect.ts'",
        "import l, { m } from 'l'",
        "import * as d from '@scope/d/deep'",
        "export { e } from './e.ts'",
        "const f = await import('node:fs')",
        "const g = require('g/package.json')",
        "// import { h } from './h.ts'",
        " * import { i } from './i.ts'",
        'const j = "import k from \'k\'"',
        'export const from = (x: string) => x',
      ]
      const found = referencesOf({ path: 'x/y.ts', text: lines.join('\n') })
      assert.deepEqual(
        found.map(({ ours, theirs, line }) => [ours ?? theirs, line]),
        [
          ['x/a.ts', 1],
          ['c.ts', 4],
          ['x/side-effect.ts', 6],
          ['l', 7],
          ['@scope/d', 8],
          ['x/e.ts', 9],
          ['node:fs', 10],
          ['g', 11],
        ],
      )
      assert.deepEqual(
        found.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier),
        ['../c.ts'],
      )
    })
  })

  describe('lets no import through that crosses the rooms', () => {
    it('into assurance, from anywhere', () => {
      allows(
        'assurance/kinds/index.ts',
        "import { kind } from './audit-return/kind.ts'",
        "export { a } from '../dates.ts'",
      )
      finds(/take what is needed as an argument/, 'assurance/decide.ts', "import { x } from '../graph/client.ts'")
      finds(/imports node:fs/, 'assurance/decide.ts', "import { readFileSync } from 'node:fs'")
      finds(/imports fs,/, 'assurance/decide.ts', "import { readFileSync } from 'fs'")
      finds(/imports yaml/, 'assurance/partnership.ts', "import type { Document } from 'yaml'")
      finds(/knows no Node and no browser/, 'assurance/dates.ts', '/// <reference types="node" />')
    })

    it('into cards and graph, but from assurance', () => {
      allows(
        'cards/expand.ts',
        "import { Template } from 'adaptivecards-templating'",
        "import { a } from '../assurance/a.ts'",
      )
      finds(/pass it what it shows/, 'cards/ask/ask.ts', "import type { Seam } from '../../bot/seam.ts'")
      finds(/imports react/, 'cards/ask/ask.ts', "import { createElement } from 'react'")
      allows('graph/client.ts', "import { Client } from '@microsoft/microsoft-graph-client'")
      finds(/in the words of assurance/, 'graph/mirror.ts', "import { x } from '../bot/queue/wake.ts'")
      finds(/over HTTP/, 'graph/local/store.ts', "import { x } from '../cells.ts'")
      finds(/let bot\/main.ts hand/, 'graph/client.ts', "import { mountLocalGraph } from './local/mount.ts'")
    })

    it('into the tab, but the types of its own server side', () => {
      allows(
        'tab/client/page.tsx',
        "import type { Row } from '../api/rows.ts'",
        "import { Chart } from '../charts/chart.ts'",
      )
      finds(/fetch it from \/api\//, 'tab/client/page.tsx', "import { rows } from '../api/rows.ts'")
      finds(/fetch it from \/api\//, 'tab/client/page.tsx', "import { type Row } from '../api/rows.ts'")
      finds(/runs in the browser/, 'tab/client/page.tsx', "import { join } from 'node:path'")
      finds(/hand it in/, 'tab/api/returns.ts', "import { x } from '../../graph/mirror.ts'")
      finds(/drawn from plain data/, 'tab/charts/line.ts', "import { x } from '../client/page.tsx'")
    })

    it('into the bot, but from assurance and cards, and into main.ts from everywhere', () => {
      allows('bot/queue/file-move.ts', "import { a } from '../../assurance/a.ts'", "import { b } from '../seam.ts'")
      finds(
        /let bot\/main.ts hand it in/,
        'bot/queue/file-move.ts',
        "import type { Mirror } from '../../graph/mirror.ts'",
      )
      finds(/let bot\/main.ts hand it in/, 'bot/queue/file-move.ts', "import { x } from '../local/teams.ts'")
      finds(/nothing with its callers but the wire/, 'bot/local/teams.ts', "import { x } from '../queue/views.ts'")
      finds(/take folder and address/, 'bot/serve-pages.ts', "import { x } from './seam.ts'")
      finds(/runs in the browser/, 'bot/local/page/main.tsx', "import { world } from '../world.ts'")
      allows('bot/local/page/main.tsx', "import type { World } from '../page-wire.ts'")
      finds(/through the same doors/, 'bot/sample/play.ts', "import { x } from '../local/teams.ts'")
      finds(/let bot\/main.ts hand it in/, 'bot/out/deliver.ts', "import { x } from '../sample/play.ts'")
      allows('bot/main.ts', "import { x } from '../graph/local/mount.ts'", "import { y } from './local/teams.ts'")
    })

    it('into infra and manifest, or from the tests into the product', () => {
      finds(/hand what it needs in/, 'infra/partnerships/read.ts', "import { x } from '../../graph/provision.ts'")
      finds(/settings file alone/, 'manifest/build-package.ts', "import { x } from '../bot/config.ts'")
      finds(/not part of the product/, 'graph/client.ts', "import { x } from '../test/support/postgres.ts'")
      finds(/that no rule speaks of/, 'lib/thing.ts', 'export const thing = 1')
    })

    it('of botbuilder outside its seam', () => {
      allows(
        'bot/teams/adapter.ts',
        "import { CloudAdapter } from 'botbuilder'",
        "import type { Seam } from '../seam.ts'",
      )
      for (const path of ['bot/main.ts', 'bot/out/deliver.ts', 'test/bot/out.test.ts'])
        finds(/go through the seam/, path, "import type { Activity } from 'botframework-schema'")
      // written in two parts, or this file would be found to import it
      finds(/go through the seam/, 'bot/main.ts', `const bot = await import${"('botbuilder')"}`)
    })
  })

  describe('keeps the habits', () => {
    it('of reading the environment in one place', () => {
      const reading = 'const port = process.env.PORT'
      allows('bot/config.ts', reading)
      allows('test/some.test.ts', reading)
      allows('tab/vite.config.ts', reading)
      allows('bot/main.ts', '// nothing here reads process.env itself')
      finds(/take the setting as an argument/, 'bot/main.ts', reading)
      finds(/take the setting as an argument/, 'bot/main.ts', "const port = process['env'].PORT")
      finds(/take the setting as an argument/, 'bot/main.ts', "import { env } from 'node:process'")
      finds(/take the setting as an argument/, 'bot/main.ts', 'const { env } = process')
    })

    it('of time that is handed in', () => {
      finds(/take a Clock/, 'assurance/wanted.ts', 'const today = new Date()')
      finds(/take a Clock/, 'cards/ask.ts', 'const today = Date.now()')
      allows('assurance/dates.ts', 'const day = new Date(time)')
    })

    it('of exporting by name, from the file that defines it', () => {
      finds(/export it by its name/, 'cards/ask.ts', 'export default {}')
      finds(/export it by its name/, 'cards/ask.ts', 'export { ask as default }')
      allows('tab/vite.config.ts', 'export default {}')
      finds(/file that defines it/, 'bot/seam.ts', "export type { Answer } from './answer.ts'")
      finds(/is a barrel/, 'graph/index.ts', 'export const x = 1')
    })

    it('of names', () => {
      const nothing = 'export const x = 1'
      for (const path of [
        'bot/utils.ts',
        'graph/helpers/rows.ts',
        'bot/card-service.ts',
        'tab/client/managers/rows.ts',
      ])
        finds(/says nothing of what it holds/, path, nothing)
      for (const path of ['cards/AskCard.ts', 'cards/ask_card.ts', 'tab/client/Views/rows.tsx'])
        finds(/is not kebab-case/, path, nothing)
      finds(/plain noun/, 'bot/seam.ts', 'export interface ISeam {}')
      finds(/plain noun/, 'bot/seam.ts', 'type ISeam = string')
      allows(
        'bot/seam.ts',
        'export interface IcbReturn {}',
        'interface Item {}',
        "import { type INet, a } from './a.ts'",
      )
      allows('cards/line-manager.ts', nothing)
    })

    it('of files short enough to read in one go', () => {
      const lines = (count: number) => Array.from({ length: count }, () => '// line')
      allows('bot/seam.ts', ...lines(250))
      finds(/has 251 lines/, 'bot/seam.ts', ...lines(251))
    })

    it('of an assurance/ that the compiler keeps clean', () => {
      const settings = (options: object) => JSON.stringify({ compilerOptions: options })
      allows('assurance/tsconfig.json', settings({ types: [], lib: ['es2024'] }))
      finds(/"types": \[\]/, 'assurance/tsconfig.json', settings({ types: ['node'], lib: ['es2024'] }))
      finds(/"types": \[\]/, 'assurance/tsconfig.json', settings({ lib: ['es2024'] }))
      finds(/without the DOM/, 'assurance/tsconfig.json', settings({ types: [], lib: ['es2024', 'dom'] }))
      finds(/without the DOM/, 'assurance/tsconfig.json', settings({ types: [] }))
    })

    it('of naming no place on one machine', () => {
      const slash = '/'
      finds(/place on one machine/, 'README.md', `Look in ${slash}home${slash}someone.`)
      finds(/place on one machine/, 'package-lock.json', `"resolved": "${'https:'}//registry.example/x.tgz"`)
      allows('graph/files.ts', "const path = '/drive/root/children'")
      allows('graph/files.ts', "const path = '/sites/x/drive/root:/a'")
    })
  })
})
