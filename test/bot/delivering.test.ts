import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { londonMoment } from '../../assurance/dates.ts'
import { auditReturn } from '../../assurance/kinds/audit-return/kind.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Delivery, Filing, Views } from '../../assurance/record.ts'
import { deliver, type OutRoom } from '../../bot/out/deliver.ts'
import { createLedger } from '../../bot/out/ledger.ts'
import { createWorkTables } from '../../bot/queue/schema.ts'
import type { RosterMember, Sent, Teams } from '../../bot/seam.ts'
import { aPerson, aRound, aView, england, police } from '../support/build-work.ts'
import { freshDatabase } from '../support/postgres.ts'

const representative = aPerson('Rowan Vale', { role: 'representative', agency: 'police' })
const stranger = aPerson('Sol Adeyemi', { role: 'representative', agency: 'gwh' })

/** Deliveries on a database of their own, to a channel that keeps what it is sent. */
const aChannel = async (over: { roster?: readonly RosterMember[]; answers?: Sent[] } = {}) => {
  const { pool } = await freshDatabase()
  await createWorkTables(pool)
  const posted: string[] = []
  const updated: string[] = []
  const recorded: Delivery[] = []
  let now = londonMoment('2026-11-18', 9 * 60)
  let view = aView()
  const partnership = {
    id: 'swindon',
    agencies: [police],
    calendars: [england],
    ladders: [auditReturn.ladder],
    people: [representative, stranger],
  } as unknown as Partnership
  const send = (kept: string[], summary: string): Sent => {
    const answer = over.answers?.shift()
    if (answer && answer.is !== 'sent') return answer
    kept.push(summary)
    return { is: 'sent', message: String(posted.length), conversation: police.channel?.channel ?? '' }
  }
  const teams: Teams = {
    post: async (_place, _card, summary) => send(posted, summary),
    update: async (_place, _card, summary) => send(updated, summary),
    reply: async (_place, _card, summary) => send(posted, summary),
    tell: async (_person, _card, summary) => send(posted, summary),
    roster: async () => ({ is: 'read', members: over.roster ?? [{ ...representative, guest: true }] }),
  }
  const views = {
    reading: async () => ({ asAt: now.toISOString(), complete: true, unread: [] }),
    partnership: async () => partnership,
    rounds: async () => [aRound()],
    views: async () => [view],
  } as unknown as Views
  const filing = {
    recordDeliveries: async (deliveries: readonly Delivery[]) => {
      recorded.push(...deliveries)
      return deliveries.map(() => ({ is: 'taken' as const }))
    },
  } as unknown as Filing
  const ledger = createLedger(pool, 'swindon')
  const notice = { subject: '', text: '' }
  const room: OutRoom = {
    views,
    filing,
    ledger,
    teams,
    clock: { now: () => now },
    render: async (effect) => ({
      card: {},
      summary: effect.sort,
      notice,
      fingerprint: `${effect.sort} ${view.request.state}`,
    }),
    wait: async () => undefined,
    log: () => undefined,
  }
  return {
    room,
    pool,
    posted,
    updated,
    recorded,
    at: (day: string, hour = 9) => {
      now = londonMoment(day, hour * 60)
    },
    returned: () => {
      view = aView({ state: 'returned' })
    },
  }
}

describe('Delivering to a channel', () => {
  it('posts the card of a round and the digest of a day once, however often and however many do it at once', async () => {
    const channel = await aChannel()
    await Promise.all([1, 2, 3, 4].map(() => deliver(channel.room)))
    await deliver(channel.room)
    assert.deepEqual(channel.posted.toSorted(), ['ask', 'digest'])
    assert.deepEqual(channel.recorded.map(({ sort, state }) => `${sort} ${state}`).toSorted(), [
      'ask sent',
      'digest sent',
    ])
  })

  it('brings a card up to date in place where it says something else by now, and only then', async () => {
    const channel = await aChannel()
    await deliver(channel.room)
    channel.returned()
    await deliver(channel.room)
    await deliver(channel.room)
    assert.deepEqual(channel.updated, ['ask'])
  })

  it('waits as Teams asks and then sends once', async () => {
    const channel = await aChannel({ answers: [{ is: 'busy', afterMs: 1000 }] })
    await deliver(channel.room)
    assert.deepEqual(channel.posted.toSorted(), ['ask', 'digest'])
  })

  it('sends again what may not have arrived, and never loses it', async () => {
    const channel = await aChannel({ answers: [{ is: 'unknown', why: 'no answer' }] })
    await deliver(channel.room)
    assert.deepEqual(channel.posted, [])
    channel.at('2026-11-18', 10)
    await deliver(channel.room)
    assert.deepEqual(channel.posted.toSorted(), ['ask', 'digest'])
  })

  it('blocks the card where somebody of another agency is in the team, and says who and why', async () => {
    const channel = await aChannel({ roster: [representative, stranger].map((person) => ({ ...person, guest: true })) })
    await deliver(channel.room)
    assert.deepEqual(channel.posted, [])
    assert.match(channel.recorded[0]?.reason ?? '', /members from outside it \(Sol Adeyemi\)/)
  })

  it('is not kept from the other channels by a team that cannot be reached', async () => {
    const channel = await aChannel()
    let asked = 0
    const roster = async () => {
      asked += 1
      if (asked === 1) throw new Error('The roster could not be read.')
      return { is: 'read' as const, members: [{ ...representative, guest: true }] }
    }
    const room: OutRoom = { ...channel.room, teams: { ...channel.room.teams, roster } }
    await deliver(room)
    await deliver(room)
    assert.deepEqual(channel.posted.toSorted(), ['ask', 'digest'])
  })

  it('remembers from Deliveries what was sent where the database was lost', async () => {
    const channel = await aChannel()
    await deliver(channel.room)
    await channel.pool.query('truncate sightline.ledger')
    await channel.room.ledger.restore(channel.recorded)
    await deliver(channel.room)
    assert.deepEqual(channel.posted.toSorted(), ['ask', 'digest'])
  })
})
