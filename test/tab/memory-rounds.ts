import { createHash } from 'node:crypto'
import type { Clock } from '../../assurance/dates.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import type { Library } from '../../assurance/library.ts'
import { type Issue, planRound, standingRound } from '../../assurance/plan-round.ts'
import type { IssueProgress, Mending, Rounds, Stuck } from '../../assurance/rounds.ts'
import type { PersonRef } from '../../assurance/who.ts'
import type { TabDeps } from '../../tab/api/tab-access.ts'
import type { MemoryPorts } from './memory-ports.ts'

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** What stands for a person in an anonymous round of a test. */
export const pseudonymOf = (round: string, { oid }: PersonRef): string => `p-${hash([round, oid]).slice(0, 8)}`

/** What the tab leans on besides the record, kept in memory: rounds, files, and what waits for the SSU. */
export interface MemoryRounds
  extends Pick<
    TabDeps,
    'rounds' | 'library' | 'mending' | 'askCardFor' | 'hash' | 'pseudonymOf' | 'sign' | 'standingRound' | 'log'
  > {
  /** The files of the library by their id. */
  readonly files: ReadonlyMap<string, { readonly key: string; readonly name: string; readonly bytes: Uint8Array }>
  /** What was tried again. */
  readonly again: readonly string[]
  /** What was logged. */
  readonly said: readonly string[]
  setStuck(stuck: readonly Stuck[]): void
  /** What the library answers to the next file, in place of keeping it. */
  refuseFiles(with_: Awaited<ReturnType<Library['put']>> | undefined): void
}

/** Issues at once into the record of `ports`; files and what is stuck are plain data. */
export const createMemoryRounds = (
  ports: Pick<MemoryPorts, 'views' | 'keepRound' | 'drafts'>,
  clock: Clock,
): MemoryRounds => {
  const { views, keepRound, drafts } = ports
  const files = new Map<string, { key: string; name: string; bytes: Uint8Array }>()
  const progress = new Map<string, IssueProgress>()
  const again: string[] = []
  const said: string[] = []
  let stuck: readonly Stuck[] = []
  let instead: Awaited<ReturnType<Library['put']>> | undefined
  const plan = async (issue: Issue, by: PersonRef) =>
    planRound(await views.partnership(), issue, { hash, pseudonym: pseudonymOf, by, at: clock.now().toISOString() })

  const rounds: Rounds = {
    plan,
    async issue(issue, by) {
      const planned = await plan(issue, by)
      if ('faults' in planned) return planned
      const { round, definition, requests } = planned.plan
      keepRound(round, definition, requests)
      const of = requests.length
      const done: IssueProgress = { round: round.id, title: round.title, state: 'issued', asked: of, of }
      progress.set(round.id, done)
      return { progress: done }
    },
    progress: async (round) => progress.get(round),
    async change(id, change) {
      const round = (await views.rounds()).find((one) => one.id === id)
      if (!round) return { refusal: { say: 'There is no such round.' } }
      const closed = change === 'close' || (change !== 'reopen' && round.closed)
      const released = change === 'release' || (change !== 'hold-back' && round.released)
      keepRound({ ...round, closed, released })
      if (change === 'close') await drafts.dropAll((await views.views({ round: id })).map(({ request }) => request.key))
      return { done: true }
    },
    freshRefs: async (count) => Array.from({ length: count }, (_, at) => `C-T${String(at).padStart(3, '0')}`),
  }
  const library: Library = {
    async put(key, { name, bytes }) {
      if (instead) return instead
      const item = `item-${files.size + 1}`
      files.set(item, { key, name, bytes })
      return { is: 'kept', item, name, bytes: bytes.length }
    },
    async read(item) {
      const file = files.get(item)
      return file && { name: file.name, type: 'application/pdf', bytes: file.bytes }
    },
    async remove(item) {
      files.delete(item)
      return { is: 'removed' }
    },
  }
  const mending: Mending = {
    stuck: async () => stuck,
    async again(what, id) {
      again.push(`${what} ${id}`)
    },
  }
  return {
    rounds,
    library,
    mending,
    files,
    again,
    said,
    hash,
    pseudonymOf,
    sign: (text) => hash(['sign', text]).slice(0, 16),
    askCardFor: async (round, agency, requests) => ({
      type: 'AdaptiveCard',
      body: [{ type: 'TextBlock', text: `${round.title} for ${agency.name}: ${requests.length}` }],
    }),
    async standingRound(id) {
      const kind = kindOf(id)
      if (!kind) throw new Error(`no kind ${id}`)
      const partnership = await views.partnership()
      const made = standingRound(partnership, kind, partnership.groups[0]?.id ?? '', { hash })
      const there = (await views.rounds()).find((one) => one.id === made.round.id)
      if (!there) keepRound(made.round, made.definition)
      return { round: there ?? made.round, definition: made.definition }
    },
    log: (line) => void said.push(line),
    setStuck(next) {
      stuck = next
    },
    refuseFiles(next) {
      instead = next
    },
  }
}
