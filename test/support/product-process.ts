import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Config } from '../../bot/config.ts'
import type { Waits } from '../../bot/waits.ts'
import type { FromProduct, ToProduct } from './product-entry.ts'

/** The product in a process of its own that is ready. */
export interface ProductProcess {
  readonly pid: number | undefined
  readonly origin: string
  /** What it logged. */
  readonly said: readonly string[]
  /** Files and sends everything that waits. */
  settle(): Promise<void>
}

/** A process that was started, and may be killed like any other, ready or not. */
export interface Launched {
  readonly pid: number | undefined
  /** Rejects with what it said where it ends before it is ready. */
  readonly ready: Promise<ProductProcess>
  stop(): Promise<void>
  /** Ends it at once, with whatever it is in the middle of: SIGKILL. */
  kill(): Promise<void>
}

const entry = join(import.meta.dirname, 'product-entry.ts')

const environmentOf = ({ dataFolder, databaseUrl, localServices, graphWire }: Config, waits: Waits) => ({
  ...process.env,
  PORT: '0',
  SIGHTLINE_DATA: dataFolder,
  DATABASE_URL: databaseUrl,
  SIGHTLINE_LOCAL_SERVICES: localServices,
  SIGHTLINE_GRAPH_WIRE: graphWire,
  TEST_WAITS: JSON.stringify(waits),
})

const argumentsOf = ({ partnershipFile, today, sampleAnswers, playground }: Config) => [
  '--partnership',
  partnershipFile,
  ...(today === undefined ? [] : ['--today', today]),
  ...(sampleAnswers ? [] : ['--no-sample']),
  ...(playground ? ['--playground'] : []),
]

const exitOf = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** Starts a process. */
export const launchProduct = (config: Config, waits: Waits): Launched => {
  const child = fork(entry, argumentsOf(config), {
    env: environmentOf(config, waits),
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  const { pid } = child
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const waiting = new Map<ToProduct, () => void>()
  const ask = (asked: ToProduct) =>
    new Promise<void>((resolve, reject) => {
      const ended = () => reject(new Error(`the product ended before it did “${asked}”:\n${said.join('\n')}`))
      waiting.set(asked, () => {
        child.off('exit', ended)
        resolve()
      })
      child.once('exit', ended)
      child.send(asked, (error) => error && reject(error))
    })
  const ready = new Promise<ProductProcess>((resolve, reject) => {
    child.on('message', (message: FromProduct) => {
      if ('ready' in message) resolve({ pid, origin: message.ready, said, settle: () => ask('settle') })
      else if ('log' in message) said.push(message.log)
      else waiting.get(message.done)?.()
    })
    child.once('exit', (code, signal) =>
      reject(new Error(`the product ended (${code ?? signal}):\n${said.join('\n')}`)),
    )
  })
  ready.catch(() => undefined)
  return {
    pid,
    ready,
    async stop() {
      await ask('stop')
      await exitOf(child)
    },
    async kill() {
      child.kill('SIGKILL')
      await exitOf(child)
    },
  }
}
