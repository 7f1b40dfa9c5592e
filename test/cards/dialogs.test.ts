import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { readNil } from '../../assurance/read-nil.ts'
import type { Card } from '../../cards/card.ts'
import { readNilForm, readReverseForm } from '../../cards/dialog-forms.ts'
import { type NilInput, nilCard } from '../../cards/nil/nil-card.ts'
import { reverseNilCard } from '../../cards/reverse-nil/reverse-nil-card.ts'
import { sampleAgency, sampleLabels, sampleNil, sampleRound, sampleView, withoutKey } from '../../cards/sample-round.ts'
import { readAction } from '../../cards/verbs.ts'
import { partsOf, textsOf, valuesOf, withoutJoiners } from './read-card.ts'

const today = '2026-11-25'
const views = ['C-4F7K', 'C-9M2T', 'C-B6XD'].map((ref) => sampleView(ref))
const keys = views.map(({ request }) => request.key)
const nil = (over: Partial<NilInput> = {}) =>
  nilCard({ labels: sampleLabels, round: sampleRound(), agency: sampleAgency, views, today, attempt: 'first', ...over })

/** Sends a dialog as it stands, as Teams would: its inputs' values over its button's data. */
const send = (card: Card, entered: { readonly [id: string]: string } = {}) => {
  const [button] = card['actions'] as readonly { readonly data: object }[]
  return { data: { ...valuesOf(card), ...button?.data, ...entered } }
}
const choicesOf = (card: Card, id: string) =>
  partsOf(card)
    .filter((part) => part['id'] === id)
    .flatMap(({ choices }) => choices as readonly { readonly title: string; readonly value: string }[])

describe('the dialog of a nil return', () => {
  it('offers the cases that are open with their key confirmed, and what a search can find', () => {
    const card = nil({ views: [...views.slice(0, 2), withoutKey(sampleView('C-X')), sampleView('C-Y', 'returned')] })
    assert.deepEqual(
      choicesOf(card, 'cases').map(({ title }) => title),
      ['C-4F7K', 'C-9M2T'],
    )
    assert.deepEqual(
      choicesOf(card, 'kind').map(({ title }) => title),
      ['Not known to our agency', 'Known, but no contact in the period', 'We cannot determine it'],
    )
  })

  it('chooses the only case there is, and no case where there are several', () => {
    assert.equal(valuesOf(nil({ views: views.slice(0, 1) }))['cases'], keys[0])
    assert.deepEqual(valuesOf(nil()), { cases: '', kind: '', systems: '', from: '', to: '', confirm: 'false' })
  })

  it('is read back as its own verb with what was entered', () => {
    const value = send(nil(), {
      cases: keys.join(','),
      kind: 'not-known',
      systems: 'Niche',
      from: '2025-10-01',
      to: '2026-09-30',
      confirm: 'true',
    })
    assert.deepEqual(readAction(value), {
      verb: 'nil',
      partnership: 'swindon',
      round: 'ce-children-2026',
      agency: sampleAgency.id,
    })
    const form = readNilForm(value)
    assert.deepEqual([form.keys, form.confirmed, form.faults], [keys, true, []])
    assert.deepEqual(readNil(form.nil, today), {
      nil: { kind: 'not-known', systems: 'Niche', from: '2025-10-01', to: '2026-09-30' },
    })
  })

  it('keeps what was typed and says each problem right above its field', () => {
    const systems = 'Niche\nthe archive of $' + '{paper} files, **all** of them'
    const first = send(nil(), {
      cases: `${keys[0]},${keys[2]}`,
      systems,
      from: '2026-10-01',
      to: '2026-09-30',
      confirm: 'false',
    })
    const typed = readNilForm(first)
    const read = readNil(typed.nil, today)
    const again = nil({ typed, faults: [...typed.faults, ...('faults' in read ? read.faults : [])] })

    const body = again['body'] as readonly { readonly [name: string]: unknown }[]
    const above = (id: string) => String(body[body.findIndex((part) => part['id'] === id) - 1]?.['text'])
    assert.equal(above('kind'), '⚠ Please choose what your search found.')
    assert.equal(above('to'), '⚠ The period ends before it begins; please check both days.')
    assert.equal(above('confirm'), '⚠ Please confirm that the search was made.')
    assert.ok(textsOf(again).includes('Not sent yet: 3 things need another look. What you entered is still here.'))

    const values = valuesOf(again)
    assert.equal(withoutJoiners(String(values['systems'])), systems)
    assert.deepEqual(
      { ...values, systems },
      { cases: `${keys[0]},${keys[2]}`, kind: '', systems, from: '2026-10-01', to: '2026-09-30', confirm: 'false' },
    )
    assert.equal(readNilForm(send(again)).nil.systems, systems)
  })

  it('says every problem of a field, and those of no field it shows', () => {
    const texts = textsOf(
      nil({
        faults: [
          { field: 'cases', say: 'C-1: answered.' },
          { field: 'cases', say: 'C-2: withdrawn.' },
          { field: 'reason', say: 'Why?' },
        ],
      }),
    )
    assert.ok(texts.includes('⚠ C-1: answered. C-2: withdrawn.'))
    assert.ok(texts.includes('⚠ Why?'))
  })

  it('stays small whatever was typed', () => {
    const typed = {
      keys,
      nil: { kind: 'x'.repeat(100_000), systems: 'y'.repeat(100_000), from: 'z'.repeat(100_000), to: '' },
      confirmed: true,
    }
    assert.ok(JSON.stringify(nil({ typed })).length < 10_000)
  })

  it('says so where nothing is left to choose, and why where somebody was first', () => {
    const done = views.map(({ request }) => sampleView(request.caseRef ?? '', 'returned'))
    const say = 'C-4F7K: Ash Marlow (sample) returned this on 24 Nov 2026, 10:32.'
    assert.ok(textsOf(nil({ views: done, faults: [{ field: 'cases', say }] })).includes(say))
    assert.ok(
      textsOf(nil({ views: [] })).includes(
        'No case is open for a nil return: each is answered, or waits for you to confirm its case key.',
      ),
    )
  })

  it('labels every input, gives every required one its sentence, and says that it is no referral', () => {
    const inputs = partsOf(nil()).filter(({ type }) => String(type).startsWith('Input.'))
    assert.equal(inputs.length, 6)
    for (const input of inputs) assert.ok(input['label'] && input['isRequired'] && input['errorMessage'])
    assert.ok(textsOf(nil()).some((text) => text.includes('This is not a referral')))
  })
})

describe('the dialog that reverses nil returns', () => {
  const nils = [
    sampleView('C-1', 'returned', { nil: sampleNil }),
    sampleView('C-2', 'returned'),
    sampleView('C-3', 'accepted', { nil: sampleNil }),
  ]
  const reverse = (over: Partial<Parameters<typeof reverseNilCard>[0]> = {}) =>
    reverseNilCard({ round: sampleRound(), agency: sampleAgency, views: nils, attempt: 'first', ...over })

  it('offers the nil returns that are not reviewed yet, by whom and when', () => {
    assert.deepEqual(
      choicesOf(reverse(), 'cases').map(({ title }) => title),
      ['C-1: Not known (nil return), by Ash Marlow (sample) on 24 Nov 2026, 10:32'],
    )
  })

  it('is read back as its own verb, and comes back with its problems', () => {
    const value = send(reverse(), { confirm: 'true' })
    assert.equal((readAction(value) as { verb: string }).verb, 'reverse-nil')
    assert.deepEqual(readReverseForm(value), {
      keys: [nils[0]?.request.key],
      confirmed: true,
      attempt: 'first',
      faults: [],
    })
    const typed = readReverseForm(send(reverse()))
    assert.ok(
      textsOf(reverse({ typed, faults: typed.faults })).includes('⚠ Please confirm that it should be reversed.'),
    )
  })

  it('says so where there is none', () => {
    assert.ok(textsOf(reverse({ views })).includes('There is no nil return to reverse here.'))
  })
})
