import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { readMadeForm, readNilForm, readReverseForm } from '../../cards/dialog-forms.ts'
import { dialogPayload, payload, readAction, verbs } from '../../cards/verbs.ts'

const place = { partnership: 'swindon', round: 'ce-children-2026', agency: 'police' }
const key = 'swindon/audit-return:ce-children-2026:c-4f7k:police'

const refusalOf = (value: unknown): string => {
  const read = readAction(value)
  assert.ok('refusal' in read, `this was read as ${JSON.stringify(read).slice(0, 200)}`)
  return read.refusal.say
}

describe('what a card asks for', () => {
  it('is read as it was written, however Teams wraps it', () => {
    const complete = { verb: 'complete', ...place, key }
    assert.deepEqual(
      readAction({
        action: { type: 'Action.Execute', verb: 'complete', data: payload('complete', place, key) },
        trigger: 'manual',
      }),
      complete,
    )
    assert.deepEqual(
      readAction({ data: dialogPayload('complete', place, key), context: { theme: 'default' } }),
      complete,
    )
    assert.deepEqual(readAction(payload('complete', place, key)), complete)
    assert.deepEqual(readAction(payload('confirm-key', place)), { verb: 'confirm-key', ...place })
    assert.deepEqual(readAction(payload('help')), { verb: 'help' })
    assert.deepEqual(readAction(payload('ask', place)), { verb: 'ask', partnership: 'swindon' })
    assert.deepEqual(readAction(payload('share', place)), { verb: 'share', partnership: 'swindon', agency: 'police' })
  })

  it('is refused with a sentence where the card is from before a change', () => {
    const { sightline: _, ...before } = payload('complete', place, key)
    assert.match(refusalOf(before), /from before a change/)
    assert.match(refusalOf({ ...payload('nil', place), sightline: 0 }), /from before a change/)
    assert.match(refusalOf({ ...payload('nil', place), verb: 'file-now' }), /does not know what this button asks for/)
  })

  it('is refused where it is of another agency or partnership than its own key', () => {
    assert.match(refusalOf(payload('complete', { ...place, agency: 'gwh' }, key)), /could not be read/)
    assert.match(refusalOf(payload('complete', { ...place, partnership: 'sandwell' }, key)), /could not be read/)
  })

  it('is refused where it is no action at all', () => {
    for (const value of [
      undefined,
      null,
      7,
      'complete',
      [],
      {},
      'x'.repeat(100_000),
      { data: 'x'.repeat(100_000) },
      { action: null },
      JSON.parse('{"__proto__":{"verb":"nil"}}'),
    ])
      assert.match(refusalOf(value), /could not be read/)
    assert.match(refusalOf({ ...payload('nil', place), round: 'x'.repeat(100_000) }), /could not be read/)
    assert.match(refusalOf({ ...payload('complete', place), key: { toString: () => key } }), /could not be read/)
  })

  it('never throws and never lets through what was not checked', () => {
    const entry = fc.oneof(
      fc.anything(),
      fc.constantFrom(...verbs, 1, 'swindon', 'police', key, '../x', 'a b', 'x'.repeat(100_000)),
    )
    const entries = fc.record(
      { sightline: entry, verb: entry, partnership: entry, round: entry, agency: entry, key: entry },
      { requiredKeys: [] },
    )
    const value = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      entries,
      fc.record({ data: entries }),
      fc.record({ action: fc.record({ verb: entry, data: entries }) }),
    )
    fc.assert(
      fc.property(value, (given) => {
        const read = readAction(given)
        if ('refusal' in read) return assert.match(read.refusal.say, /^[A-Z].*\.$/)
        const { verb: _, key: __, ...place } = { key: undefined, ...read }
        for (const part of Object.values(place)) assert.match(part, /^[a-z0-9][a-z0-9._-]{0,99}$/)
        if (read.verb === 'complete' && read.key !== undefined) assert.ok(read.key.length <= 400)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('what a dialog sends', () => {
  it('is read from commas and toggles', () => {
    const other = key.replace('c-4f7k', 'c-9m2t')
    const data = {
      ...payload('nil', place),
      cases: `${key}, ${other},${key}`,
      kind: 'not-known',
      systems: 'Niche',
      from: '2025-10-01',
      to: '2026-09-30',
      confirm: 'true',
      attempt: 'second-opening',
    }
    assert.deepEqual(readNilForm({ data }), {
      keys: [key, other],
      nil: { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' },
      confirmed: true,
      attempt: 'second-opening',
      faults: [],
    })
    assert.deepEqual(readReverseForm({ data: { cases: key, confirm: 'true' } }), {
      keys: [key],
      confirmed: true,
      attempt: '',
      faults: [],
    })
  })

  it('is read as it was entered where the dialog is made from a definition', () => {
    const data = { ...payload('ask-question', place), cases: key, attempt: 'one', base: 3, 'answer.question': 'Why?' }
    assert.deepEqual(readMadeForm({ data }), {
      keys: [key],
      typed: { 'answer.question': 'Why?' },
      attempt: 'one',
      base: 3,
    })
    assert.deepEqual(readMadeForm({ data: { base: '3', attempt: '../x' } }), { keys: [], typed: {}, attempt: '' })
  })

  it('says what is missing beside its field', () => {
    assert.deepEqual(readNilForm({ data: { confirm: 'false' } }).faults, [
      { field: 'cases', say: 'Please choose at least one case.' },
      { field: 'confirm', say: 'Please confirm that the search was made.' },
    ])
    assert.deepEqual(
      readReverseForm({}).faults.map(({ field }) => field),
      ['cases', 'confirm'],
    )
  })

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const given of [
          value,
          { data: value },
          { data: { cases: value, kind: value, systems: value, from: value, to: value, confirm: value } },
        ]) {
          const { nil, keys } = readNilForm(given)
          assert.ok(Object.values(nil).every((text) => typeof text === 'string'))
          assert.ok(keys.length <= 200)
          readReverseForm(given)
          readMadeForm(given)
        }
      }),
    )
    assert.deepEqual(readNilForm({ data: { cases: 'x,'.repeat(100_000) } }).keys, [])
  })
})
