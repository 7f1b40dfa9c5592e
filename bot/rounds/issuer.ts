import type { Agency } from '../../assurance/partnership.ts'
import { filePlan } from './file-plan.ts'
import { type IssueRoom, planIssue } from './issue.ts'
import type { IssuingJob, IssuingJobs } from './issuing-jobs.ts'

/** What filing issuings in the background leans on besides. */
export interface IssuerRoom extends IssueRoom {
  readonly jobs: IssuingJobs
  /** Waits so many milliseconds as SharePoint tells us to; ends early where stopping is asked for. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>
  /** How long to step back where no answer came, doubled with every try, up to so long; and tries in a row at most. */
  readonly waits: { readonly stepBackMs: number; readonly stepBackAtMostMs: number; readonly tries: number }
  /** Told of agencies that have been asked, so that their cards go out. */
  readonly onAsked: (agencies: readonly string[]) => void
  readonly log: (line: string) => void
}

/** Files the issuings that were taken on, each to its end, in the background. */
export interface Issuer {
  /** Goes on with everything under way: at start, and now and then, so that what a dead process left is taken up. */
  resume(): Promise<void>
  /** Begins with what waits for one round. */
  begin(round: string): void
  /** Resolves once nothing is being filed here. */
  settled(): Promise<void>
  /** Ends between two chunks; what is not done is taken up at the next start. */
  stop(): Promise<void>
}

const idsOf = (agencies: readonly Agency[]) => agencies.map(({ id }) => id)

export const createIssuer = (room: IssuerRoom): Issuer => {
  const { jobs, waits, log } = room
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Map<string, Promise<void>>()

  /** One pass over a job: whether it is over, and how long to wait where it is not. */
  const pass = async (job: IssuingJob): Promise<'over' | { readonly afterMs?: number; readonly why: string }> => {
    const planned = await planIssue(room, job.issue, job.by, new Date(job.at))
    if ('faults' in planned) {
      await jobs.stopped(job.id, planned.faults.map(({ say }) => say).join(' '))
      return 'over'
    }
    const filed = await filePlan(room, planned.plan, {
      onProgress: (asked) => jobs.asked(job.id, asked),
      signal,
    })
    if ('stopped' in filed) {
      await jobs.stopped(job.id, filed.stopped)
      return 'over'
    }
    if ('busyMs' in filed) return { afterMs: filed.busyMs, why: 'it is busy' }
    await jobs.issued(job.id, filed.asked + filed.before)
    room.onAsked(idsOf(planned.plan.agencies))
    return 'over'
  }

  const work = async (job: IssuingJob): Promise<void> => {
    for (let tries = 1; !signal.aborted; tries += 1) {
      const came = await pass(job).catch((error: Error) => {
        log(`issuing ${job.round}: ${error.message}`)
        return { why: error.message }
      })
      if (came === 'over' || signal.aborted) return
      if (tries >= waits.tries) {
        await jobs.stopped(
          job.id,
          `SharePoint did not take it for a long time (${came.why}). Issue it again in a while; nobody is asked twice.`,
        )
        return
      }
      const stepBack = Math.min(waits.stepBackMs * 2 ** (tries - 1), waits.stepBackAtMostMs)
      await room.wait('afterMs' in came && came.afterMs !== undefined ? came.afterMs : stepBack, signal)
    }
  }

  const ofRound = (round: string): Promise<void> =>
    jobs.unlessBusy(round, async () => {
      for (let [job] = await jobs.waiting(round); job && !signal.aborted; [job] = await jobs.waiting(round))
        await work(job)
    })

  const begin = (round: string): Promise<void> => {
    const before = running.get(round) ?? Promise.resolve()
    const mine = before
      .then(() => ofRound(round))
      .catch((error: Error) => log(`issuing ${round}: ${error.message}`))
      .finally(() => {
        if (running.get(round) === mine) running.delete(round)
      })
    running.set(round, mine)
    return mine
  }

  const settled = async () => {
    while (running.size > 0) await Promise.all(running.values())
  }
  return {
    async resume() {
      const rounds = new Set((await jobs.waiting()).map(({ round }) => round))
      await Promise.all([...rounds].filter((round) => !running.has(round)).map(begin))
    },
    begin: (round) => void begin(round),
    settled,
    async stop() {
      stopping.abort()
      await settled()
    },
  }
}
