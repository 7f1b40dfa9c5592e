/**
 * Does together what is asked for while the last batch is under way, so that many small writes cost few commits. Items of
 * one key, where there is one, never share a batch, and a batch that fails fails for each of its items.
 */
export const inBatches = <T, R>(
  keyOf: ((item: T) => string) | undefined,
  most: number,
  run: (items: readonly T[]) => Promise<readonly R[]>,
): ((item: T) => Promise<R>) => {
  let waiting: { item: T; done: (result: R) => void; failed: (reason: unknown) => void }[] = []
  let running = false

  const nextBatch = () => {
    const keys = new Set<string>()
    const [batch, rest]: [typeof waiting, typeof waiting] = [[], []]
    for (const one of waiting) {
      const key = keyOf?.(one.item)
      if (batch.length === most || (key !== undefined && keys.has(key))) rest.push(one)
      else batch.push(one)
      if (key !== undefined) keys.add(key)
    }
    waiting = rest
    return batch
  }
  const work = async () => {
    running = true
    while (waiting.length > 0) {
      const batch = nextBatch()
      try {
        const results = await run(batch.map(({ item }) => item))
        for (const [at, { done, failed }] of batch.entries()) {
          const result = results[at]
          if (result === undefined) failed(new Error('A batch gave fewer results than it was asked for.'))
          else done(result)
        }
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    running = false
  }
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (!running) void work()
    })
}
