import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { unkeptCard } from '../../cards/unkept/unkept-card.ts'
import { attemptPayload, dialogPayload, opensNext, readAction } from '../../cards/verbs.ts'
import { textsOf } from './read-card.ts'

const place = { partnership: 'swindon', round: 'ce-children-2026', agency: 'police' }
const sentBy = (card: ReturnType<typeof unkeptCard>): object => {
  const [button] = card['actions'] as readonly { readonly data: object }[]
  return button?.data ?? {}
}

describe('the dialog of what could not be kept', () => {
  it('sends all of it once more as it was, and shows what somebody wrote', () => {
    const value = {
      ...attemptPayload('nil', place, 'first'),
      cases: 'swindon/audit-return:ce-children-2026:c-4f7k:police',
      kind: 'not-known',
      systems: 'Case management and ${custody} records',
      confirm: 'true',
    }
    const card = unkeptCard({ value, opens: false })
    const sent = sentBy(card)
    assert.deepEqual({ ...sent, systems: '' }, { ...value, systems: '' })
    assert.equal(opensNext(sent), false)
    const texts = textsOf(card)
    assert.ok(texts.some((text) => text.startsWith('Case management and')))
    assert.ok(!texts.some((text) => /not-known|swindon\//.test(text)))
  })

  it('opens once more what could not be opened', () => {
    const sent = sentBy(unkeptCard({ value: { data: dialogPayload('more', place) }, opens: true }))
    assert.ok(opensNext(sent))
    assert.deepEqual(readAction(sent), { verb: 'more', ...place })
  })

  it('is small enough to send however much was written, which goes along all the same', () => {
    const long = 'Many words. '.repeat(1_500)
    const card = unkeptCard({
      value: { ...attemptPayload('complete', place, 'first'), 'answer.what': long },
      opens: false,
    })
    assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024)
    assert.equal((sentBy(card) as { 'answer.what': string })['answer.what'], long)
  })
})
