import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningSightline } from '../../support/running-sightline.ts'
import type { Json, Somebody } from '../../support/somebody.ts'
import type { Sitting } from './hundred-answers.ts'

const patienceMs = 60_000

const until = async (what: string, holds: () => Promise<boolean>) => {
  const end = performance.now() + patienceMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`gave up waiting until ${what}`)
    await pause(20)
  }
}

/** What was acknowledged, by request, with the id of its move. */
export type Acknowledged = Map<string, string>

/** The product at work through its own doors: the tab's API in, the queue behind it, nothing hurried. */
export const ourWork = async (sightline: RunningSightline) => {
  const { people } = await sightline.views.partnership()
  const signedIn = new Map<string, Somebody>()
  const representative = async (agency: string): Promise<Somebody> => {
    const person = people.find(({ holds }) =>
      holds.some((held) => held.role === 'representative' && held.agency === agency),
    )
    if (!person) throw new Error(`nobody represents ${agency}`)
    const somebody = signedIn.get(agency) ?? (await sightline.as(person.id))
    signedIn.set(agency, somebody)
    return somebody
  }
  const requestsOf = async ({ round, agency, cases }: Sitting) =>
    (await sightline.views.views({ round, agency }))
      .map(({ request }) => request)
      .filter(({ caseRef }) => caseRef !== undefined && cases.includes(caseRef))

  /** Sends one command for each case at the same time, and waits until all are filed with their facts. */
  const together = async (sitting: Sitting, command: Json): Promise<Acknowledged> => {
    const who = await representative(sitting.agency)
    const acknowledged: Acknowledged = new Map()
    await Promise.all(
      (await requestsOf(sitting)).map(async ({ key, revision }) => {
        const id = randomUUID()
        const { status, body } = await who.api('moves', { id, key, base: revision, command })
        if (status !== 202)
          throw new Error(`${command['do']} on ${key} was answered ${status}: ${JSON.stringify(body)}`)
        acknowledged.set(key, id)
      }),
    )
    for (const [key, id] of acknowledged)
      await until(`${key} is filed`, async () => (await sightline.views.events(key)).some(({ move }) => move === id))
    await until('the queue is empty', async () => {
      const { rows } = await sightline.pool.query<{ waiting: number }>(
        'select count(*)::int as waiting from sightline.pending_move',
      )
      return rows[0]?.waiting === 0
    })
    return acknowledged
  }

  return {
    confirmKeys: (sitting: Sitting) => together(sitting, { do: 'confirm-key' }),
    file: (sitting: Sitting) => together(sitting, { do: 'return', answers: sitting.answers }),
    async openTab(times: number, round: string): Promise<void> {
      const ssu = await sightline.as('ssu-lead')
      for (let time = 0; time < times; time += 1)
        for (const page of ['session', 'schedule', `returns?round=${round}`]) {
          const { status } = await ssu.api(page)
          if (status !== 200) throw new Error(`${page} was answered ${status}`)
        }
    },
  }
}
