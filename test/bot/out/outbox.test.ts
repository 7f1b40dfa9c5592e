import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { createOutbox } from '../../../bot/out/outbox.ts'

const anOutbox = (run: (agencies: ReadonlySet<string> | undefined) => Promise<number | undefined>) => {
  const said: string[] = []
  const outbox = createOutbox(run, (line) => said.push(line))
  return { outbox, said }
}

describe('the outbox', () => {
  it('does together in the next pass what is asked for while one runs', async () => {
    const passes: (readonly string[] | 'all')[] = []
    let finish = () => {}
    const { outbox } = anOutbox(async (agencies) => {
      passes.push(agencies ? [...agencies] : 'all')
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return undefined
    })
    outbox.start(60_000)
    outbox.poke(['police'])
    outbox.poke(['health'])
    outbox.poke(['police'])
    finish()
    while (passes.length < 2) await new Promise((resolve) => setImmediate(resolve))
    outbox.poke()
    outbox.poke(['police'])
    finish()
    while (passes.length < 3) await new Promise((resolve) => setImmediate(resolve))
    finish()
    await outbox.stop()
    assert.deepEqual(passes, [['police'], ['health', 'police'], 'all'])
  })

  it('looks again as soon as something that had to wait may be tried', async () => {
    let passes = 0
    let looked = () => {}
    const again = new Promise<void>((resolve) => {
      looked = resolve
    })
    const { outbox } = anOutbox(async () => {
      passes += 1
      if (passes === 2) looked()
      return passes === 1 ? 10 : undefined
    })
    outbox.start(60_000)
    outbox.poke(['police'])
    await again
    await outbox.stop()
    assert.equal(passes, 2)
  })

  it('says what went wrong with a pass, and goes on with the next', async () => {
    let passes = 0
    const { outbox, said } = anOutbox(async () => {
      passes += 1
      if (passes === 1) throw new Error('the database is away')
      return undefined
    })
    outbox.start(60_000)
    outbox.poke()
    await outbox.settled()
    outbox.poke()
    await outbox.settled()
    await outbox.stop()
    assert.deepEqual([passes, said], [2, ['outbox: the database is away']])
  })
})
