import assert from 'node:assert/strict'
import { it } from 'mocha'
import type { Outcome, Register, Row } from '../../../assurance/register.ts'

/** What the contract needs of an implementation: a list of events and hands that change rows behind its back. */
export interface Bench {
  readonly register: Register
  /** A list with a unique, indexed column `EventKey` and the columns of *Events*. */
  readonly list: string
  changeByHand(id: string, fields: { readonly [column: string]: string }): Promise<void>
  deleteByHand(id: string): Promise<void>
  /** The next write is done and its answer lost. */
  loseReply(): void
  /** The next two requests for rows are turned away for so many seconds. */
  turnAway(status: 429 | 503, seconds: number): void
  /** Cursors given so far are too old from now on, for one request. */
  expireCursors(): void
}

const fieldsOf = (key: string) => ({ Title: key, EventKey: key, RequestKey: `sample/${key}`, Number: 1 })

const written = (outcome: Outcome | undefined): Row => {
  assert.equal(outcome?.is, 'written', JSON.stringify(outcome))
  return outcome.row
}

/** Reads changes to their end. */
export const readToEnd = async (register: Register, list: string, cursor?: string) => {
  const rows = new Map<string, Row>()
  const gone: string[] = []
  let [next, whole] = [cursor, false]
  for (;;) {
    const page = await register.changes(list, next)
    for (const row of page.rows) rows.set(row.id, row)
    gone.push(...page.gone)
    whole ||= page.whole
    next = page.next
    if (!page.more) return { rows, gone, next, whole }
  }
}

/** The Register port's contract (`assurance/register.ts`), for every implementation of it. */
export const registerContract = (bench: () => Bench): void => {
  let n = 0
  const fresh = () => fieldsOf(`o'brien & sons ${++n}`)
  const create = async (fields = fresh()) =>
    written((await bench().register.write([{ list: bench().list, create: fields }]))[0])
  const find = (key: string) => bench().register.find(bench().list, 'EventKey', key)

  it('a new row is written, and found by its unique column whatever characters are in it', async () => {
    const fields = fresh()
    const row = await create(fields)
    assert.equal(row.fields['EventKey'], fields.EventKey)
    assert.deepEqual(await find(fields.EventKey), row)
    assert.equal(await find('nobody'), undefined)
  })

  it('fifty writes of one call each have their outcome at their own place', async () => {
    const { register, list } = bench()
    const all = Array.from({ length: 50 }, fresh)
    const outcomes = await register.write(all.map((create) => ({ list, create })))
    assert.deepEqual(
      outcomes.map((outcome) => written(outcome).fields['EventKey']),
      all.map(({ EventKey }) => EventKey),
    )
  })

  it('a change made on the version that was read is written, with a new version', async () => {
    const { register, list } = bench()
    const row = await create()
    const after = written((await register.write([{ list, id: row.id, etag: row.etag, change: { Move: 'm-1' } }]))[0])
    assert.equal(after.fields['Move'], 'm-1')
    assert.equal(after.fields['RequestKey'], row.fields['RequestKey'])
    assert.notEqual(after.etag, row.etag)
  })

  it('a change made on an older version is stale, and nothing is written', async () => {
    const { register, list, changeByHand } = bench()
    const row = await create()
    await changeByHand(row.id, { Move: 'by hand' })
    assert.deepEqual(await register.write([{ list, id: row.id, etag: row.etag, change: { Move: 'm-1' } }]), [
      { is: 'stale' },
    ])
    assert.equal((await find(String(row.fields['EventKey'])))?.fields['Move'], 'by hand')
  })

  it('of two changes of one row in one call one is written and the other is stale', async () => {
    const { register, list } = bench()
    const row = await create()
    const change = (Move: string) => ({ list, id: row.id, etag: row.etag, change: { Move } })
    const outcomes = await register.write([change('first'), change('second')])
    assert.deepEqual(
      outcomes.map(({ is }) => is),
      ['written', 'stale'],
    )
  })

  it('a second row with a unique key that is there is taken', async () => {
    const { register, list } = bench()
    const fields = fresh()
    await create(fields)
    assert.deepEqual(await register.write([{ list, create: fields }]), [{ is: 'taken' }])
  })

  it('a write whose reply is lost is unknown, and looking finds it done', async () => {
    const { register, list, loseReply } = bench()
    const fields = fresh()
    loseReply()
    const [outcome] = await register.write([{ list, create: fields }])
    assert.equal(outcome?.is, 'unknown')
    assert.equal((await find(fields.EventKey))?.fields['EventKey'], fields.EventKey)
    assert.deepEqual(await register.write([{ list, create: fields }]), [{ is: 'taken' }])
  })

  it('a value the column does not take is refused with a reason that does not repeat it', async () => {
    const { register, list } = bench()
    const [outcome] = await register.write([{ list, create: { ...fresh(), Doing: 'what the child said' } }])
    assert.ok(outcome?.is === 'refused')
    assert.match(outcome.why, /SharePoint refused the row in “Events”/)
    assert.doesNotMatch(outcome.why, /child said/)
  })

  it('a change of a row that was deleted is refused', async () => {
    const { register, list, deleteByHand } = bench()
    const row = await create()
    await deleteByHand(row.id)
    const [outcome] = await register.write([{ list, id: row.id, etag: row.etag, change: { Move: 'm-1' } }])
    assert.ok(outcome?.is === 'refused')
    assert.match(outcome.why, /no longer in “Events”/)
  })

  for (const status of [429, 503] as const)
    it(`a write turned away with ${status} is busy for as long as it was told to wait`, async () => {
      const { register, list, turnAway } = bench()
      turnAway(status, 7)
      assert.deepEqual(await register.write([{ list, create: fresh() }]), [{ is: 'busy', afterMs: 7_000 }])
    })

  it('a write to a list the site does not have is refused and says what to do', async () => {
    const [outcome] = await bench().register.write([{ list: 'Nowhere', create: fresh() }])
    assert.ok(outcome?.is === 'refused')
    assert.match(outcome.why, /no list “Nowhere”. Run the provisioning/)
  })

  it('changes without a cursor are the whole list, and from their end only what has changed since', async () => {
    const { register, list, changeByHand, deleteByHand } = bench()
    const [one, two, three] = [await create(), await create(), await create()]
    const whole = await readToEnd(register, list)
    assert.ok(whole.whole && whole.rows.has(one.id) && whole.rows.has(two.id) && whole.rows.has(three.id))
    await changeByHand(one.id, { Move: 'by hand' })
    await deleteByHand(two.id)
    const since = await readToEnd(register, list, whole.next)
    assert.deepEqual(
      [...since.rows.values()].map(({ id, fields }) => [id, fields['Move']]),
      [[one.id, 'by hand']],
    )
    assert.deepEqual([since.gone, since.whole], [[two.id], false])
    const nothing = await readToEnd(register, list, since.next)
    assert.deepEqual([nothing.rows.size, nothing.gone], [0, []])
  })

  it('a cursor that is too old starts the whole reading again', async () => {
    const { register, list, expireCursors } = bench()
    const row = await create()
    const { next } = await readToEnd(register, list)
    expireCursors()
    const again = await readToEnd(register, list, next)
    assert.ok(again.whole && again.rows.has(row.id))
  })
}
