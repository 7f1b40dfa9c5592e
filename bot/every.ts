/** Something done again and again. */
export interface Repeated {
  /** No more of it; resolves once what is under way has ended. */
  stop(): Promise<void>
}

/** Does the work at once and then every so many milliseconds, never twice at a time. What it throws is logged by its sentence. */
export const every = (ms: number, work: () => Promise<void>, log: (line: string) => void): Repeated => {
  let running: Promise<void> | undefined
  const once = () => {
    running ??= work()
      .catch((error: unknown) => log(`record: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        running = undefined
      })
  }
  once()
  const timer = setInterval(once, ms)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
