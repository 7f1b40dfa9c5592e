import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'mocha'
import pg from 'pg'
import { startPostgres } from '../../../bot/postgres/start-postgres.ts'

const ask = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

describe('PostgreSQL of our own', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-start-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('starts in an empty folder, on loopback only, with a password that only we can read', async () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'beforeExit'].map((one) => process.listenerCount(one))
    const server = await startPostgres({ folder })
    const after = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'beforeExit'].map((one) => process.listenerCount(one))
    try {
      assert.deepEqual(after, signals, 'what ends the process is ours to decide')
      assert.deepEqual(await ask(server.url, 'select current_database() as name'), [{ name: 'sightline' }])
      assert.deepEqual(await ask(server.url, 'show listen_addresses'), [{ listen_addresses: '127.0.0.1' }])
      assert.equal((await stat(join(folder, 'password'))).mode & 0o777, 0o600)
      await assert.rejects(
        ask(server.url.replace(/:[^:@/]+@/, ':guess@'), 'select 1'),
        /password authentication failed/,
      )
    } finally {
      await server.close()
    }
    await assert.rejects(ask(server.url, 'select 1'))
  })

  it('keeps its data from one start to the next, and starts again in under half a second', async () => {
    const first = await startPostgres({ folder })
    await ask(first.url, 'create table kept (word text); insert into kept values ($$still here$$)')
    await first.close()
    const started = performance.now()
    const second = await startPostgres({ folder })
    const took = performance.now() - started
    assert.deepEqual(await ask(second.url, 'select word from kept'), [{ word: 'still here' }])
    await second.close()
    assert.ok(took < 500, `took ${took} ms`)
  })

  it('adopts the server that outlived a killed process, and stops it', async () => {
    const script = `import { startPostgres } from ${JSON.stringify(new URL('../../../bot/postgres/start-postgres.ts', import.meta.url).href)}
      const { url } = await startPostgres({ folder: ${JSON.stringify(folder)} })
      console.log(url)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((done) => child.stdout.once('data', (data) => done(String(data).trim())))
    child.kill('SIGKILL')
    const said: string[] = []
    const adopted = await startPostgres({ folder, log: (line) => said.push(line) })
    assert.equal(adopted.url, url)
    assert.match(said.join('\n'), /still running/)
    await adopted.close()
    await assert.rejects(ask(url, 'select 1'))
  })

  it('is not stopped by a stale pid file, even where its number belongs to another program by now', async () => {
    const file = join(folder, 'data', 'postmaster.pid')
    for (const pid of [process.pid, 2 ** 22 - 1]) {
      await writeFile(file, `${pid}\n${join(folder, 'data')}\n1\n5432\n\n127.0.0.1\n`)
      const server = await startPostgres({ folder })
      assert.notEqual((await readFile(file, 'utf8')).split('\n')[0], String(pid))
      assert.equal((await ask(server.url, 'select word from kept')).length, 1)
      await server.close()
    }
  })

  it('gives two who start at once the same server', async () => {
    const [one, two] = await Promise.all([startPostgres({ folder }), startPostgres({ folder })])
    assert.equal(one.url, two.url)
    await one.close()
    await two.close()
  })
})
