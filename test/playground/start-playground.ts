import { spawn } from 'node:child_process'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '../support/until.ts'

/** Microsoft's Agents Playground, running. */
export interface Playground {
  readonly origin: string
  /** Where it stands in for the Bot Connector. */
  readonly serviceUrl: string
  stop(): Promise<void>
}

/** Whom it plays, and in which team. */
export const settingsFile = join(import.meta.dirname, '.m365agentsplayground.yml')

const freePort = () =>
  new Promise<number>((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts it on loopback, telling nothing to anybody, for the bot at `endpoint`; ready once it answers. */
export const startPlayground = async (endpoint: string): Promise<Playground> => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-playground-'))
  await copyFile(settingsFile, join(folder, '.m365agentsplayground.yml'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const serviceUrl = `${origin}/_connector`
  const cli = fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'))
  const options = ['-e', endpoint, '-c', 'msteams', '-p', String(port), '--service-url', serviceUrl]
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('./on-loopback.ts'), cli, 'start', ...options, '--disable-telemetry'],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const answers = async () => {
    if (child.exitCode !== null) throw new Error(`the Playground ended before it was ready: ${said}`)
    return (await fetch(`${origin}/_internal/v1/config`).catch(() => undefined))?.ok === true
  }
  await until(answers, 'the start of the Playground').catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { origin, serviceUrl, stop }
}
