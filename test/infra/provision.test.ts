import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'mocha'
import { homeTenant, localApp, localSite, readSecrets } from '../../bot/local/local-app.ts'
import { type Sightline, startSightline } from '../../bot/main.ts'
import { createGraph, type Graph } from '../../graph/client.ts'
import type { ColumnDefinition } from '../../graph/provision/column-definition.ts'
import { openSite, type Page } from '../../graph/site.ts'
import { shipped, shippedPartnership } from '../support/partnerships.ts'

const swindon = join(shipped, 'swindon-2026-27.yaml')
const requests = 'Audit-return ce-children-2026'

interface Ended {
  readonly code: number | null
  readonly lines: readonly string[]
  readonly complaints: string
}

/** `npm run provision -- …` with a data folder of its own; on a port where nobody listens unless one is named. */
const provision = (data: string, args: readonly string[], port = 0) =>
  new Promise<Ended>((resolve, reject) => {
    const env = { ...process.env, SIGHTLINE_DATA: data, PORT: String(port), DATABASE_URL: undefined }
    const child = spawn(process.execPath, ['infra/provision.ts', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let [said, complaints] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, lines: said.split('\n').filter((line) => line !== ''), complaints }))
  })

const databaseRuns = (data: string, day: string) =>
  existsSync(join(data, 'swindon', day, 'postgres', 'data', 'postmaster.pid'))

describe('The command that provisions a partnership’s site', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'sightline-provision-'))
  const data = join(folder, 'data')
  let first: Ended
  before(async () => {
    first = await provision(data, [swindon])
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** A copy of the partnerships' folder, whose file is changed. */
  const copyWith = (name: string, change: (text: string) => string) => {
    const copy = join(folder, name)
    cpSync(shipped, copy, { recursive: true, filter: (path) => !path.endsWith('.ts') })
    const file = join(copy, 'swindon-2026-27.yaml')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    return file
  }

  it('makes the lists and those of the agreed tools’ requests, seeds what the file says, and stops its database', () => {
    const { code, lines } = first
    assert.equal(code, 0)
    for (const list of ['Agencies', 'Rounds', 'Deliveries', requests, 'Audit-return ce-adults-2026'])
      assert.ok(lines.includes(`Made the list “${list}”.`), list)
    const { partnership } = shippedPartnership('swindon-2026-27')
    const rows = `Put ${partnership.agencies.length} rows into “Agencies” from the partnership's file.`
    assert.ok(lines.includes(rows), rows)
    assert.equal(databaseRuns(data, 'live'), false)
  })

  it('changes nothing when it is run again', async () => {
    assert.deepEqual(await provision(data, [swindon]), {
      code: 0,
      lines: ['Nothing had to be changed.'],
      complaints: '',
    })
  })

  it('adds one column for one new question, and its row', async () => {
    const question = '          - { id: lived-pets, type: text, text: Was there a pet in the home? }\n'
    const file = copyWith('new-question', (text) => text.replace(/^ +- id: lived-attendance\n/m, `${question}$&`))
    assert.deepEqual(await provision(data, [file]), {
      code: 0,
      lines: [
        `Added the column q_lived_pets to “${requests}”.`,
        "Put 1 row into “Questions” from the partnership's file.",
        'Done: 2 changes.',
      ],
      complaints: '',
    })
  })

  it('names every fault of a faulty file with its line, and makes nothing', async () => {
    const file = copyWith('faulty', (text) =>
      text.replace(/calendar: england/, 'calendar: englnd').replace(/startsOn: \S+/, 'startsOn: 2026-02-30'),
    )
    const fresh = join(folder, 'fresh')
    const { code, lines, complaints } = await provision(fresh, [file])
    assert.equal(code, 1)
    assert.deepEqual(lines, [])
    assert.match(complaints, /swindon-2026-27\.yaml line \d+: .*2026-02-30/)
    assert.match(complaints, /swindon-2026-27\.yaml line \d+: .*englnd/)
    assert.equal(existsSync(fresh), false)
  })

  it('says what to write where no file is named, and that a real tenant is not served yet', async () => {
    const none = await provision(data, [])
    assert.equal(none.code, 1)
    assert.match(none.complaints, /npm run provision -- infra\/partnerships/)
    const tenant = await provision(data, [swindon, '--tenant', 'swindon.example'])
    assert.equal(tenant.code, 1)
    assert.match(tenant.complaints, /real tenant is not supported yet/)
  })

  describe('beside the running product', () => {
    const today = '2026-10-12'
    let product: Sightline
    let graph: Graph
    const { partnership } = shippedPartnership('swindon-2026-27')
    const portOf = () => Number(new URL(product.origin).port)
    const isUp = async () => (await fetch(`${product.origin}/health`)).status

    const columnOf = async (name: string) => {
      const list = await openSite(graph, localSite(partnership)).list(requests)
      const answer = await graph.get(`${list}/columns`)
      const columns = 'body' in answer ? (answer.body as Page<ColumnDefinition>).value : []
      return `${list}/columns/${columns.find((column) => column.name === name)?.id}`
    }

    before(async () => {
      product = await startSightline(
        {
          port: 0,
          dataFolder: data,
          partnershipFile: swindon,
          today,
          sampleAnswers: false,
          playground: false,
          databaseUrl: undefined,
          graphWire: undefined,
        },
        () => undefined,
      )
      const secrets = await readSecrets(join(data, 'swindon', today))
      graph = createGraph({
        local: { graph: `${product.origin}/local/graph`, signIn: `${product.origin}/local` },
        credentials: {
          tenantId: homeTenant(partnership),
          clientId: localApp.provisioningClient,
          secret: secrets.provisioning,
        },
      })
    })
    after(() => product.stop())

    it('goes through that one’s local Graph, and adds the list of the one tool that was not issued yet', async () => {
      product.world?.localGraph.meter.reset()
      const { code, lines } = await provision(data, [swindon, '--today', today], portOf())
      assert.equal(code, 0)
      assert.deepEqual(lines, ['Made the list “Practitioner-questionnaire neglect-views-2026”.', 'Done: 1 change.'])
      assert.ok((product.world?.localGraph.meter.operations['query columns'] ?? 0) > 0)
    })

    it('reports an index somebody took away, and leaves it to a person', async () => {
      await graph.patch(await columnOf('DueOn'), { indexed: false })
      const { code, lines } = await provision(data, [swindon, '--today', today], portOf())
      assert.equal(code, 1)
      assert.match(lines.join('\n'), /Please look: The column “DueOn” of “.*ce-children-2026” has lost its index/)
      assert.equal(lines.at(-1), 'Nothing had to be changed.')
    })

    it('leaves its database running where it runs on another port', async () => {
      const { code, lines } = await provision(data, [swindon, '--today', today])
      assert.equal(code, 1)
      assert.match(lines.join('\n'), /has lost its index/)
      assert.equal(databaseRuns(data, today), true)
      assert.equal(await isUp(), 200)
      assert.ok((await product.views.rounds()).length > 0)
    })

    it('does not take a product with other data for its own', async () => {
      product.world?.localGraph.meter.reset()
      const { code, lines } = await provision(data, [swindon], portOf())
      assert.equal(code, 0)
      assert.deepEqual(lines, ['Nothing had to be changed.'])
      assert.equal(product.world?.localGraph.meter.operations['query columns'] ?? 0, 0)
    })
  })
})
