import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { londonMoment } from '../../assurance/dates.ts'
import type { Sample } from '../../assurance/sample.ts'
import { readPartnershipFile } from '../../infra/partnerships/read-partnership-file.ts'
import { until } from '../support/until.ts'
import { type WorldAlone, worldAlone } from '../support/world-alone.ts'
import { openRequests, randomFrom, startTraffic } from './traffic.ts'
import { answersAmiss, look, messagesAmiss, repeated } from './verdict.ts'

/** What happens to the product while everybody answers: generated, and printed where a promise did not hold. */
export interface History {
  readonly seed: number
  /** How many processes run side by side. */
  readonly processes: number
  readonly kills: readonly {
    /** How long after the one before, whether or not the process that is killed was ready by then. */
    readonly afterMs: number
    /** Which of those that run, counted round. */
    readonly which: number
    /** The next London day on which something is owed begins before the next process starts. */
    readonly nextDay: boolean
  }[]
}

export const histories = (processes: number, kills: number): fc.Arbitrary<History> =>
  fc.record({
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    processes: fc.constant(processes),
    kills: fc.array(
      fc.record({
        afterMs: fc.integer({ min: 50, max: processes === 1 ? 2_000 : 900 }),
        which: fc.nat(11),
        nextDay: processes === 1 ? fc.boolean() : fc.constant(false),
      }),
      { minLength: kills, maxLength: kills },
    ),
  })

/** What came of a history: counts, and a sentence for every promise that did not hold. */
export interface Outcome {
  readonly kills: number
  readonly acknowledged: number
  readonly sentAgain: number
  readonly messages: number
  readonly repeated: number
  readonly amiss: readonly string[]
}

// Days on which reminders of the sample's rounds, due on 2 December, are owed.
const days = ['2026-11-18', '2026-11-25', '2026-12-01', '2026-12-03', '2026-12-09', '2026-12-16']
const slowestMs = 60

/** The sample the promises are played with. */
export const sampleRounds = (): Sample => {
  const file = readPartnershipFile('infra/partnerships/swindon-2026-27.yaml')
  if ('faults' in file || !file.sample) throw new Error('the sample cannot be read')
  return file.sample
}

/** Plays a history: starts the processes, lets everybody answer, kills and starts again, and looks at what is left at the end. */
export const play = async ({ seed, processes, kills }: History): Promise<Outcome> => {
  const world = await worldAlone()
  const random = randomFrom(seed)
  try {
    const first = await world.launch()
    const sample = sampleRounds()
    const opened = await openRequests(world, sample)
    await first.settle()
    for (let more = 1; more < processes; more += 1) await world.launch()
    // Some time for each request, so that a kill falls in the midst of one.
    world.localGraph.faults.slow(() => 2 + random() * slowestMs)
    world.localTeams.faults.add({ kind: 'delay', ms: slowestMs, times: Number.POSITIVE_INFINITY })
    const traffic = await startTraffic(world, sample, opened, { seed, restMs: 500 * processes })
    const inDoubt = new Set<string>()
    let day = 0
    for (const { afterMs, which, nextDay } of kills) {
      await pause(afterMs)
      await world.killOne(which)
      for (const key of await sending(world)) inDoubt.add(key)
      if (nextDay && day < days.length) world.clock.set(londonMoment(days[day++] ?? '', 12 * 60))
      world.begin()
      if (traffic.faults.length > 0) break
    }
    await until(async () => world.running.length === processes, 'every process runs again', 60_000)
    await traffic.end()
    world.localGraph.faults.slow(undefined)
    world.localTeams.faults.clear()
    const [last] = world.running
    for (let passes = 0; passes < 3; passes += 1) await last?.settle()
    const found = await look(world.database)
    return {
      kills: kills.length,
      acknowledged: traffic.made.length,
      sentAgain: traffic.made.filter(({ sent }) => sent > 1).length,
      messages: found.messages.length,
      repeated: repeated(found).length,
      amiss: [...traffic.faults, ...answersAmiss(found, traffic.made, traffic.known), ...messagesAmiss(found, inDoubt)],
    }
  } finally {
    await world.end()
  }
}

const sending = async ({ database }: WorldAlone): Promise<readonly string[]> => {
  const { rows } = await database.pool.query<{ key: string }>(
    `select key from sightline.ledger where state = 'sending' or unsure`,
  )
  return rows.map(({ key }) => key)
}
