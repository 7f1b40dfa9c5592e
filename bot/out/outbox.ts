/**
 * Runs deliveries one after another: whatever is asked for while one runs is done together in the next, and where one says
 * that something had to wait, the next comes when it may be tried again.
 */
export interface Outbox {
  /** Brings these agencies' channels up to date soon; all of them where none is named. */
  poke(agencies?: readonly string[]): void
  /** Resolves once nothing is under way and nothing is asked for. */
  settled(): Promise<void>
  /** Begins with what has been asked for so far, and from then on looks every so many milliseconds at what the day owes. */
  start(everyMs: number): void
  stop(): Promise<void>
}

const soonestMs = 250

export const createOutbox = (
  run: (agencies: ReadonlySet<string> | undefined) => Promise<number | undefined>,
  log: (line: string) => void,
): Outbox => {
  let asked: Set<string> | 'all' | undefined
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let usualMs = Number.POSITIVE_INFINITY
  let state: 'waiting' | 'started' | 'stopped' = 'waiting'

  const work = async () => {
    while (asked !== undefined && state === 'started') {
      const next = asked
      asked = undefined
      const againMs = await run(next === 'all' ? undefined : next).catch((error: unknown) => {
        log(`outbox: ${error instanceof Error ? error.message : String(error)}`)
        return undefined
      })
      lookAgain(againMs)
    }
    running = undefined
  }
  const lookAgain = (ms: number | undefined) => {
    clearTimeout(soon)
    if (ms === undefined || ms >= usualMs || state === 'stopped') return
    soon = setTimeout(() => poke(), Math.max(ms, soonestMs))
    soon.unref()
  }
  const poke = (agencies?: readonly string[]) => {
    if (!agencies || asked === 'all') asked = 'all'
    else asked = new Set([...(asked ?? []), ...agencies])
    if (state === 'started') running ??= work()
  }
  return {
    poke,
    async settled() {
      while (running) await running
    },
    start(everyMs) {
      state = 'started'
      usualMs = everyMs
      if (asked !== undefined) running ??= work()
      timer = setInterval(() => poke(), everyMs)
      timer.unref()
    },
    async stop() {
      state = 'stopped'
      clearInterval(timer)
      clearTimeout(soon)
      await running
    },
  }
}
