import assert from 'node:assert/strict'
import { after, before, describe, it } from 'mocha'
import type { Definition, Field } from '../../assurance/definition.ts'
import { quickWaits } from '../support/quick-waits.ts'
import { type RunningSightline, runningSightline } from '../support/running-sightline.ts'
import type { Json, Somebody } from '../support/somebody.ts'

/** Something that reads as an answer to any question. */
const answerTo = ({ type, options = [] }: Field): unknown => {
  switch (type) {
    case 'count':
    case 'number':
      return 4
    case 'share':
      return { n: 1, of: 2 }
    case 'choice':
      return options[0]
    case 'choices':
      return [options[0]]
    case 'yes-no':
      return { answer: 'yes', reason: 'Seen in supervision records of the last quarter.' }
    case 'rating':
      return 2
    case 'date':
      return '2026-09-01'
    case 'chronology':
      return [{ date: '2026-09-01', what: 'First contact' }]
    case 'link':
      return 'https://example.org/'
    case 'evidence':
      return undefined
    default:
      return 'Supervision now records it at each visit, and files were read to see it.'
  }
}
const answersTo = ({ fields }: Definition): Json =>
  Object.fromEntries(fields.flatMap((field) => (field.type === 'evidence' ? [] : [[field.id, answerTo(field)]])))
const keyed = (path: string, key: string) => `${path}?key=${encodeURIComponent(key)}`

describe('A round from the wizard to its closing, in the running product', function () {
  this.timeout(180_000)
  let sightline: RunningSightline
  let ssu: Somebody
  let police: Somebody
  let moves = 0
  before(async () => {
    sightline = await runningSightline({}, quickWaits)
    ssu = await sightline.as('ssu-lead')
    police = await sightline.as('police-representative')
  })
  after(() => sightline.end())

  const move = async (who: Somebody, key: string, command: object) => {
    moves += 1
    const { body } = await who.api(keyed('request', key))
    return who.api('moves', { id: `whole-round-${moves}`, key, base: body['revision'], command })
  }
  const definitionFor = async (who: Somebody, key: string) =>
    (await who.api(keyed('form', key))).body['definition'] as Definition

  it('is previewed, issued, answered, released, rated, and refuses answers once it is closed', async () => {
    const issue = {
      kind: 'assurance-request',
      title: 'Embedding the learning of the neglect audit',
      why: 'It was not embedded when the audit was repeated.',
      group: 'qa',
      items: [{ title: 'Chronologies are kept from the first contact', from: 'Neglect audit 2025' }],
      agencies: ['police', 'gwh'],
      cases: [],
      dueOn: '2026-11-13',
    }
    const preview = await ssu.api('ask/preview', { issue })
    assert.equal(preview.status, 200, JSON.stringify(preview.body))
    assert.match(JSON.stringify(preview.body['card']), /Embedding the learning of the neglect audit/)
    const round = String(preview.body['round'])

    assert.equal((await ssu.api('ask', { issue })).status, 202)
    await sightline.settle()
    const progress = await ssu.api(`ask/progress?round=${round}`)
    assert.deepEqual([progress.body['state'], progress.body['asked'], progress.body['of']], ['issued', 2, 2])
    assert.match((await police.card('police', round)).text, /Embedding the learning of the neglect audit/)

    const [mine] = (await police.api(`cases?round=${round}`)).body['cases'] as { key: string }[]
    const key = mine?.key ?? ''
    const answers = answersTo(await definitionFor(police, key))
    const returned = await move(police, key, { do: 'return', answers })
    assert.equal(returned.status, 202, JSON.stringify(returned.body))
    await sightline.settle()

    const chair = await sightline.as('qa-chair')
    assert.equal((await chair.api(keyed('request', key))).body['answers'], undefined)
    assert.equal((await ssu.api('rounds', { round, change: 'release' })).status, 200)
    const panel = (await chair.api(keyed('request', key))).body
    assert.ok((panel['may'] as string[]).includes('rate'))
    const rating = (panel['forms'] as { rate: Definition }).rate
    const rated = await move(chair, key, { do: 'rate', ratings: answersTo(rating) })
    assert.equal(rated.status, 202, JSON.stringify(rated.body))
    await sightline.settle()
    const seen = (await police.api(keyed('request', key))).body
    assert.deepEqual([seen['state'], (seen['ratings'] as unknown[]).length > 0], ['accepted', true])

    const gwh = await sightline.as('gwh-representative')
    const [theirs] = (await gwh.api(`cases?round=${round}`)).body['cases'] as { key: string }[]
    const late = theirs?.key ?? ''
    await gwh.api('draft', { key: late, raw: { progress: 'Half a sentence' } }, 'PUT')
    assert.equal((await ssu.api('rounds', { round, change: 'close' })).status, 200)
    const refused = await move(gwh, late, { do: 'return', answers })
    assert.equal(refused.status, 409)
    assert.match(JSON.stringify(refused.body), /has closed this round/)
    assert.deepEqual((await gwh.api(keyed('form', late))).body['raw'], {})
    await sightline.settle()
    assert.match((await gwh.card('gwh', round)).text, /This round is closed/)
  })

  it('is written in parts: each by whom it was given to, read and submitted by the manager', async () => {
    const cases = (await police.api('cases?round=ce-children-2026')).body['cases'] as { key: string }[]
    const key = cases[0]?.key ?? ''
    assert.equal((await move(police, key, { do: 'confirm-key' })).status, 202)
    const people = [
      { who: await sightline.as('police-practitioner'), role: 'practitioner', part: 'practitioner' },
      { who: await sightline.as('police-auditor'), role: 'auditor', part: 'auditor' },
    ]
    const form = (await police.api(keyed('request', key))).body['forms'] as {
      invite: { fields: { id: string; options: string[] }[] }
    }
    const options = (field: string) => form.invite.fields.find(({ id }) => id === field)?.options ?? []
    const titles = options('part')
    for (const [at, { who, role, part }] of people.entries()) {
      assert.equal((await who.api(keyed('form', key))).status, 403)
      const to = options('to').find((label) => label.includes(`(${role})`))
      const invited = await move(police, key, { do: 'invite', part: titles[at], to })
      assert.equal(invited.status, 202, JSON.stringify(invited.body))
      const own = await definitionFor(who, key)
      assert.ok(own.sections.every((section) => section.part === part))
      const done = await move(who, key, { do: 'finish-part', part, answers: answersTo(own) })
      assert.equal(done.status, 202, JSON.stringify(done.body))
    }
    await sightline.settle()
    const whole = (await police.api(keyed('form', key))).body
    const definition = whole['definition'] as Definition
    const contributed = definition.sections.filter(({ part }) => part !== undefined).map(({ id }) => id)
    const handed = definition.fields.filter(({ section, type }) => contributed.includes(section) && type !== 'evidence')
    assert.deepEqual(Object.keys(whole['raw'] as Json).toSorted(), handed.map(({ id }) => id).toSorted())
    const answers = { ...answersTo(definition), ...(whole['raw'] as Json) }
    assert.equal((await move(police, key, { do: 'return', answers })).status, 202)
    await sightline.settle()
    const shown = (await ssu.api(keyed('request', key))).body
    assert.deepEqual([shown['state'], (shown['parts'] as unknown[]).length], ['returned', 2])
    const kept = await sightline.pool.query('select 1 from sightline.draft where key = $1', [key])
    assert.equal(kept.rowCount, 0)
  })

  it('keeps a file in the library under its request, where those who read the answer find it', async () => {
    const gwh = await sightline.as('gwh-representative')
    const cases = (await gwh.api('cases?round=ce-children-2026')).body['cases'] as { key: string }[]
    const key = cases[0]?.key ?? ''
    await move(gwh, key, { do: 'confirm-key' })
    const file = (who: Somebody, query: { readonly [name: string]: string }, init: RequestInit = {}) =>
      fetch(`${sightline.origin}/api/evidence?${new URLSearchParams({ key, ...query })}`, {
        ...init,
        headers: { Authorization: `Bearer ${who.token}`, 'Content-Type': 'application/octet-stream' },
      })
    const bytes = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    const added = await file(gwh, { name: '../Policy: supervision?.pdf' }, { method: 'POST', body: bytes })
    const { item, name } = (await added.json()) as { item: string; name: string }
    assert.deepEqual([added.status, name], [201, 'Policy- supervision-.pdf'])
    const definition = await definitionFor(gwh, key)
    const proof =
      definition.fields.find(({ type }) => type === 'evidence')?.id ?? assert.fail('no question takes files')
    const returned = await move(gwh, key, {
      do: 'return',
      answers: { ...answersTo(definition), [proof]: [{ name, item }] },
    })
    assert.equal(returned.status, 202, JSON.stringify(returned.body))
    await sightline.settle()
    const read = await file(ssu, { item })
    assert.deepEqual([read.status, Buffer.from(await read.arrayBuffer()).equals(bytes)], [200, true])
    assert.equal((await file(police, { item })).status, 403)
  })

  it('is shared early without being asked: opened, returned and filed in one move', async () => {
    const { body } = await police.api('share')
    const share = {
      id: String(body['attempt']),
      agency: 'police',
      group: 'qa',
      answers: answersTo(body['definition'] as Definition),
    }
    const sent = await police.api('share', share)
    assert.equal(sent.status, 202, JSON.stringify(sent.body))
    await sightline.settle()
    const key = String(sent.body['key'])
    assert.equal((await ssu.api(keyed('request', key))).body['state'], 'returned')
    const again = await police.api('share', share)
    assert.deepEqual([again.status, again.body['key']], [202, key])
    await sightline.settle()
    const rows = (await ssu.api(`returns?round=${key.split(':')[1]}`)).body['rows'] as { cells: unknown[] }[]
    assert.deepEqual(
      rows.map(({ cells }) => cells.length),
      [1],
    )
    const chair = await sightline.as('qa-chair')
    assert.ok((await chair.api(keyed('request', key))).body['answers'])
  })
})
