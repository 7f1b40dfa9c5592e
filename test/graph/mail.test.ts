import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, afterEach, before, describe, it } from 'mocha'
import type { Mail } from '../../assurance/mail.ts'
import { createMail } from '../../graph/mail.ts'
import { checkWire } from './local/graph-server.ts'
import { startSite, type TestSite } from './support/site.ts'

const mailbox = 'ssu@sample.example'
const notice = {
  to: ['lead@school.example', 'office@school.example'],
  subject: 'Something waits for you in Sightline',
  text: 'Please open it (https://teams.microsoft.com/l/entity/x/y?context=%7B%22a%22%3A1%7D).\nThank you <the SSU> & all.',
}

describe('The SSU’s mailbox', () => {
  let site: TestSite
  let mail: Mail
  before(async () => {
    site = await startSite({ mailbox })
    mail = createMail(site.connect(), { mailbox })
  })
  afterEach(() => site.localGraph.faults.clear())
  after(() => site.close())

  const read = async (path: string) => {
    const response = await fetch(`${site.origin}/local/mail${path}`)
    assert.equal(response.status, 200)
    return response
  }
  const messages = async () =>
    (
      (await (await read('/messages')).json()) as {
        messages: { to: string[]; subject: string; text: string; from: string; sent: string }[]
      }
    ).messages

  it('says on its page what will come, before anything has', async () => {
    const html = await (await read('/')).text()
    assert.match(html, /Nothing has been sent yet\. Agencies without a channel in Teams are told by e-mail/)
    assert.deepEqual(await messages(), [])
  })

  it('posts a notice to everyone it is for, and keeps it among what was sent', async () => {
    assert.deepEqual(await mail.post(notice), { is: 'posted' })
    const [sent] = await messages()
    assert.deepEqual(
      { ...sent, id: undefined },
      {
        id: undefined,
        from: mailbox,
        ...notice,
        sent: '2026-12-09T12:00:00.000Z',
      },
    )
    const line = JSON.parse(readFileSync(site.wire, 'utf8').trim().split('\n').at(-1) ?? '')
    assert.deepEqual([line.status, line.requestBody.saveToSentItems], [202, true])
  })

  it('shows the newest first, its links to be followed and everything else as it was written', async () => {
    await mail.post({ ...notice, subject: 'A later <one>' })
    const response = await read('/')
    const html = await response.text()
    assert.ok(html.indexOf('A later &#60;one&#62;') < html.indexOf('Something waits for you'))
    assert.match(
      html,
      /<a href="https:\/\/teams\.microsoft\.com\/l\/entity\/x\/y\?context=%7B%22a%22%3A1%7D">[^<]*<\/a>\)\.\nThank you &#60;the SSU&#62; &#38; all\./,
    )
    assert.match(html, /Wednesday,? 9 December 2026 at 12:00/)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  })

  it('from which the application may not send blocks the notice with a sentence', async () => {
    const posted = await createMail(site.connect(), { mailbox: 'director@sample.example' }).post(notice)
    assert.ok(posted.is === 'blocked')
    assert.match(posted.why, /may not send from director@sample\.example \(403 ErrorAccessDenied\)\. Ask IT/)
  })

  for (const to of [[], ['not an address']])
    it(`blocks a notice to ${JSON.stringify(to)}`, async () => {
      const posted = await mail.post({ ...notice, to })
      assert.ok(posted.is === 'blocked')
      assert.match(posted.why, /Check the e-mail addresses of the agency/)
    })

  it('that is not there blocks it too', async () => {
    site.localGraph.faults.add({ kind: 'refuse', status: 404, code: 'ErrorInvalidUser', message: 'x' })
    const posted = await mail.post(notice)
    assert.ok(posted.is === 'blocked')
    assert.match(posted.why, /There is no mailbox ssu@sample\.example/)
  })

  for (const status of [429, 503] as const)
    it(`turned away with ${status} is busy for as long as told`, async () => {
      const before = (await messages()).length
      site.localGraph.faults.add({ kind: 'answer', status, retryAfter: 90 })
      assert.deepEqual(await createMail(site.connect(), { mailbox }).post(notice), { is: 'busy', afterMs: 90_000 })
      assert.equal((await messages()).length, before)
    })

  it('a lost reply is not known, and the notice is not sent twice', async () => {
    const before = (await messages()).length
    site.localGraph.faults.add({ kind: 'drop', when: 'after' })
    assert.equal((await mail.post(notice)).is, 'unknown')
    assert.equal((await messages()).length, before + 1)
  })

  it('costs nothing of SharePoint’s budget', async () => {
    site.localGraph.meter.reset()
    const graph = site.connect()
    await createMail(graph, { mailbox }).post(notice)
    assert.deepEqual([site.localGraph.meter.units, graph.traffic().resourceUnits], [0, 0])
  })

  it('speaks as the published model of Graph says', async () => {
    const lines = readFileSync(site.wire, 'utf8').split('\n').filter(Boolean)
    assert.match(await checkWire(lines), /, 0 do not|checker is not here/)
  })
})
