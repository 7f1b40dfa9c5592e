import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Figures } from './run.ts'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const patienceMs = 120_000

/** Starts the product as `npm start` does, with local services only, and waits for its ready line. */
const startOnce = async (folder: string): Promise<{ ms: number; child: ChildProcess }> => {
  const port = String(await freePort())
  const began = performance.now()
  const child = spawn(process.execPath, ['bot/start.mjs', '--today', '2026-12-09'], {
    env: {
      ...process.env,
      PORT: port,
      SIGHTLINE_DATA: folder,
      DATABASE_URL: undefined,
      SIGHTLINE_GRAPH_WIRE: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Sightline is ready')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was ready:\n${said}`)))
  })
  const late = pause(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`it was not ready after ${patienceMs / 1000} s`)
  })
  try {
    await Promise.race([ready, late])
    return { ms: performance.now() - began, child }
  } catch (error) {
    await stop(child)
    throw error
  }
}

/** Lets it stop by itself, which ends its database too; ends it where it does not. */
const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const stubborn = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await gone
  clearTimeout(stubborn)
}

/** Memory of the process itself, without PostgreSQL's, once it has been left alone for a moment. */
const residentMb = async (child: ChildProcess): Promise<number> => {
  await pause(3_000)
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)])
  return Math.round(Number(stdout) / 1024)
}

/**
 * From the command to the ready line: first on an empty folder (database made, lists provisioned, two audits issued, 66
 * days played), then again on what that left. The plain way keeps nothing and does all of it at every start.
 */
export const start = async (): Promise<Figures> => {
  const folders = [
    await mkdtemp(join(tmpdir(), 'sightline-bench-')),
    await mkdtemp(join(tmpdir(), 'sightline-bench-')),
  ] as const
  try {
    const cold = await startOnce(folders[0])
    await stop(cold.child)
    const warm = await startOnce(folders[0])
    const idleMb = await residentMb(warm.child).finally(() => stop(warm.child))
    const plain = await startOnce(folders[1])
    await stop(plain.child)
    return {
      name: 'start',
      setting: `Node ${process.version}, --today 2026-12-09, embedded PostgreSQL, pages built; naive keeps nothing between starts`,
      ours: { coldMs: Math.round(cold.ms), warmMs: Math.round(warm.ms), idleMb },
      naive: { warmMs: Math.round(plain.ms) },
    }
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}
