import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import type { Request } from '../../assurance/request.ts'
import { samplePeople } from '../support/build-partnership.ts'
import { buildRequest, buildView } from '../support/build-request.ts'
import { type StartedTab, startTab } from './started-tab.ts'

const { ssu, police, chair, scrutineer } = samplePeople
const asked = { by: police, at: '2026-11-20T10:00:00.000Z' }
const extension: NonNullable<Request['extension']> = { until: '2026-12-16', reason: 'Two auditors are away.', asked }
const question: NonNullable<Request['question']> = { text: 'Which period is meant?', asked }

const withTab = async (views: ReturnType<typeof buildView>[], work: (tab: StartedTab) => Promise<void>) => {
  const tab = await startTab({ views })
  try {
    await work(tab)
    assert.deepEqual(tab.faults, [])
  } finally {
    await tab.close()
  }
}
const lines = (body: { readonly [name: string]: unknown }, name: string) =>
  body[name] as { key: string; text: string }[]

describe('What waits for the SSU, through the tab’s API', () => {
  it('lists questions, requests for more time and rows that cannot be read, each with its way on and counted once', () =>
    withTab(
      [
        buildView({ question, extension }),
        { ...buildView({ agency: 'health' }), unreadable: 'The state “retuned” is not one of those known.' },
      ],
      async (tab) => {
        const { body } = await tab.get(ssu, '/api/queue')
        assert.deepEqual(
          lines(body, 'questions').map(({ key, text }) => [key, text]),
          [[buildRequest().key, 'Which period is meant?']],
        )
        const [more] = body['extensions'] as { text: string; who: string; forms: object }[]
        assert.deepEqual(
          [more?.text, more?.who, Object.keys(more?.forms ?? {})],
          [
            'Until 16 Dec 2026: Two auditors are away.',
            'Pat Police, 20 Nov 2026',
            ['grant-extension', 'refuse-extension'],
          ],
        )
        assert.match(JSON.stringify(body['unreadable']), /“retuned” is not one/)
        assert.equal(body['count'], 3)
        assert.equal((await tab.get(ssu, '/api/session')).body['queue'], 3)
        assert.equal((await tab.get(ssu, '/api/version?of=queue')).body['count'], 3)
      },
    ))

  it('no longer lists what was answered, granted, or asked of a request that is over', () =>
    withTab(
      [
        buildView({
          question: { ...question, answer: { ...asked, text: 'The last twelve months.' } },
          extension: { ...extension, decided: { ...asked, granted: false, reason: 'The group meets before.' } },
        }),
        buildView({ agency: 'health', question, state: 'withdrawn', extension }),
      ],
      async (tab) => {
        const { body } = await tab.get(ssu, '/api/queue')
        assert.equal(body['count'], 0)
      },
    ))

  it('offers a release once the reminder beyond the agency has been reached, and names whom it would tell', () =>
    withTab([buildView({ issuedOn: '2026-09-01', dueOn: '2026-11-02' })], async (tab) => {
      const { body } = await tab.get(ssu, '/api/queue')
      const [late] = body['releases'] as { key: string; rung: number; chair: string; text: string }[]
      assert.deepEqual([late?.rung, late?.chair], [10, 'Charlie Chair'])
      const panel = (await tab.get(ssu, `/api/request?key=${encodeURIComponent(late?.key ?? '')}`)).body
      assert.ok((panel['may'] as string[]).includes('release'))
      assert.equal(panel['releasable'], 10)
      const move = { id: 'move-0001', key: late?.key, base: 1, command: { do: 'release', rung: 10 } }
      assert.equal((await tab.send(ssu, 'POST', '/api/moves', move)).status, 202)
      assert.deepEqual((await tab.get(ssu, '/api/queue')).body['releases'], [])
      const ofPolice = (await tab.get(police, `/api/request?key=${encodeURIComponent(late?.key ?? '')}`)).body
      assert.doesNotMatch(JSON.stringify(ofPolice['history']), /chair/)
    }))

  it('tries again what did not get through, and is nobody else’s', () =>
    withTab([buildView()], async (tab) => {
      tab.besides.setStuck([
        {
          what: 'delivery',
          id: 'sample/ask:x:police',
          key: 'sample/ask:x:police',
          agency: 'police',
          day: '2026-11-30',
          why: 'The channel was deleted.',
          title: 'The card',
        },
      ])
      const { body } = await tab.get(ssu, '/api/queue')
      assert.deepEqual(
        (body['stuck'] as { name: string; at: string; why: string }[]).map(({ name, at, why }) => [name, at, why]),
        [['Police service', '30 Nov 2026', 'The channel was deleted.']],
      )
      const again = { what: 'delivery', id: 'sample/ask:x:police' }
      for (const person of [police, chair, scrutineer]) {
        assert.equal((await tab.get(person, '/api/queue')).status, 403)
        assert.equal((await tab.get(person, '/api/version?of=queue')).status, 403)
        assert.equal((await tab.send(person, 'POST', '/api/queue/again', again)).status, 403)
      }
      assert.equal((await tab.send(ssu, 'POST', '/api/queue/again', { what: 'all', id: 'x' })).status, 400)
      assert.equal((await tab.send(ssu, 'POST', '/api/queue/again', again)).status, 200)
      assert.deepEqual(tab.besides.again, ['delivery sample/ask:x:police'])
    }))
})
