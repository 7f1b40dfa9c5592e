import { type Clock, londonTime } from '../../assurance/dates.ts'
import type { Views } from '../../assurance/record.ts'
import type { Entry, Ledger } from './ledger.ts'

/**
 * The teams the app is in. `welcome` is true for the first time a team is welcomed, for ever and in whichever process;
 * `installed` lets what waits for a team's agency go again at once. A team without an agency is welcomed too.
 */
export const createInstalledTeams = ({
  ledger,
  views,
  clock,
  poke,
}: {
  readonly ledger: Ledger
  readonly views: Views
  readonly clock: Clock
  readonly poke: (agencies: readonly string[]) => void
}) => {
  const agencyOf = async (team: string): Promise<string | undefined> =>
    (await views.partnership()).agencies.find(({ channel }) => channel?.team === team)?.id
  return {
    async welcome(team: string): Promise<boolean> {
      const now = clock.now()
      const entry: Entry & { readonly state: 'sending' } = {
        key: `${(await views.partnership()).id}/welcome:${team}`,
        sort: 'welcome',
        agency: (await agencyOf(team)) ?? '',
        day: londonTime(now).day,
        state: 'sending',
        fingerprint: '',
        at: now.toISOString(),
        rungs: [],
        tries: 1,
        unsure: false,
        repeats: 0,
      }
      if (!(await ledger.begin(entry))) return false
      await ledger.put({ ...entry, state: 'sent', tries: 0 })
      return true
    },
    async installed(team: string, is: boolean): Promise<void> {
      const agency = is ? await agencyOf(team) : undefined
      if (agency === undefined) return
      await ledger.againFor(agency)
      poke([agency])
    },
  }
}
