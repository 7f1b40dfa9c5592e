import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of the bench that said where it answers. */
export interface Child {
  readonly origin: string
  /** Tells it something and waits until it says that it was done. */
  tell(said: unknown): Promise<void>
  end(): Promise<void>
}

export const startChild = async (
  file: string,
  args: readonly string[],
  env: { readonly [name: string]: string | undefined } = {},
): Promise<Child> => {
  const child: ChildProcess = fork(join(import.meta.dirname, file), [...args], { env: { ...process.env, ...env } })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), ended])
  const said = first[0] as { ready?: string } | number | null
  if (typeof said !== 'object' || !said?.ready) throw new Error(`${file} ended before it was ready`)
  return {
    origin: said.ready,
    async tell(what) {
      const done = once(child, 'message')
      child.send(what as object)
      await done
    },
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
