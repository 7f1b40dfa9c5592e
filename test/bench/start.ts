import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Figures } from './run.ts'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Starts the product as `npm start` does and waits for its ready line. */
const startOnce = async (folder: string): Promise<{ ms: number; child: ChildProcess }> => {
  const began = performance.now()
  const child = spawn(process.execPath, ['bot/start.mjs', '--today', '2026-12-09'], {
    env: { ...process.env, PORT: String(await freePort()), SIGHTLINE_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Sightline is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was ready:\n${said}`)))
  })
  return { ms: performance.now() - began, child }
}

const stop = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })

/** Memory of the process itself, without PostgreSQL's, once it has been left alone for a moment. */
const residentMb = async (child: ChildProcess): Promise<number> => {
  await pause(3_000)
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
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
    const idleMb = await residentMb(warm.child)
    await stop(warm.child)
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
