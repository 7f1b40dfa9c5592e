import type pg from 'pg'
import type { Drafts, Round } from '../../assurance/record.ts'
import type { Refusal } from '../../assurance/request.ts'
import type { RoundChange, Rounds } from '../../assurance/rounds.ts'
import { freshRefs } from './fresh-refs.ts'
import { planIssue } from './issue.ts'
import { createIssuer, type IssuerRoom } from './issuer.ts'
import { createIssuingJobs } from './issuing-jobs.ts'

/** What issuing and changing rounds leans on. */
export interface RoundsRoom extends Omit<IssuerRoom, 'jobs'> {
  readonly pool: pg.Pool
  /** Id of the partnership, as in its keys. */
  readonly partnership: string
  readonly drafts: Drafts
}

/** `Rounds` with what its wiring needs: taking up what was begun, and an orderly end. */
export interface RunningRounds extends Rounds {
  /** Goes on with issuings under way, and drops the drafts of rounds that were closed by hand. At start and every minute. */
  resume(): Promise<void>
  /** Resolves once nothing is being filed here. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** A row somebody else keeps changing is tried so often. */
const triesAtMost = 4

const laid: { readonly [Name in RoundChange]: Partial<Pick<Round, 'closed' | 'released'>> } = {
  close: { closed: true },
  reopen: { closed: false },
  release: { released: true },
  'hold-back': { released: false },
}

const refused = (say: string): { readonly refusal: Refusal } => ({ refusal: { say } })

/** Issuing, closing and releasing rounds (WORK R1, R2, X2), over the record and PostgreSQL. */
export const createRounds = (room: RoundsRoom): RunningRounds => {
  const { views, filing, drafts, clock } = room
  const jobs = createIssuingJobs(room.pool, room.partnership)
  const issuer = createIssuer({ ...room, jobs })
  /** Closed rounds whose drafts have been dropped here. */
  const emptied = new Set<string>()

  const dropDrafts = async (round: string): Promise<void> => {
    await drafts.dropAll((await views.views({ round })).map(({ request }) => request.key))
    emptied.add(round)
  }

  return {
    plan: (issue, by) => planIssue(room, issue, by, clock.now()),

    async issue(issue, by) {
      const at = clock.now()
      const planned = await planIssue(room, issue, by, at)
      if ('faults' in planned) return planned
      const { round, requests } = planned.plan
      await jobs.add({ round: round.id, title: round.title, issue, by, at: at.toISOString(), of: requests.length })
      issuer.begin(round.id)
      const progress = await jobs.progress(round.id)
      if (!progress) throw new Error(`the issuing of ${round.id} was not kept`)
      return { progress }
    },

    progress: (round) => jobs.progress(round),

    async change(id, change, by) {
      const round = (await views.rounds()).find((one) => one.id === id)
      if (!round) return refused('There is no such round. Reload the page and choose it from the list.')
      for (let tries = 0; tries < triesAtMost; tries += 1) {
        const outcome = await filing.changeRound(id, laid[change])
        switch (outcome.is) {
          case 'written':
            room.log(`round ${id}: ${change} by ${by.oid}`)
            if (change === 'close') await dropDrafts(id)
            if (change === 'reopen') emptied.delete(id)
            return { done: true }
          case 'stale':
            continue
          case 'refused':
            return refused(`SharePoint refused it: ${outcome.why}`)
          case 'taken':
          case 'busy':
          case 'unknown':
            return refused('SharePoint did not answer, so this may not have been done. Try again in a minute.')
          default:
            return outcome satisfies never
        }
      }
      return refused('Somebody else is changing this round in SharePoint. Try again in a minute.')
    },

    async freshRefs(count) {
      const used = (await views.views()).flatMap(({ request }) => request.caseRef ?? [])
      const taken = (await jobs.waiting()).flatMap(({ issue }) => issue.cases.map(({ ref }) => ref))
      return freshRefs(count, new Set([...used, ...taken].map((ref) => ref.toLowerCase())))
    },

    async resume() {
      await issuer.resume()
      for (const { id, closed } of await views.rounds()) {
        if (!closed) emptied.delete(id)
        else if (!emptied.has(id)) await dropDrafts(id)
      }
    },
    settled: issuer.settled,
    stop: issuer.stop,
  }
}
