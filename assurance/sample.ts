import type { IsoDate } from './dates.ts'
import type { Answers } from './definition.ts'
import type { Partnership } from './partnership.ts'
import type { Nil } from './request.ts'
import type { Person } from './who.ts'

/** A team of local Teams with its one channel, General; `agency` where the channel is that agency's own. */
export interface SampleTeam {
  readonly id: string
  readonly name: string
  readonly agency?: string
  readonly channel: { readonly id: string; readonly name: string }
  /** Ids of people. */
  readonly members: readonly string[]
}

/** A sample round to be issued: fits `Issue` of `issue-round.ts`. */
export interface SampleRound {
  readonly programme: string
  readonly issuedOn: IsoDate
  readonly dueOn: IsoDate
  readonly sample: true
  readonly cases: readonly { readonly ref: string; readonly agencies: readonly string[] }[]
}

/** What somebody does in the sample on a day: one move for each of `cases`. In the order they are made. */
export type SampleAnswer = {
  readonly on: IsoDate
  /** Id of a person. */
  readonly by: string
  readonly agency: string
  /** The entry of the programme whose round it is. */
  readonly programme: string
  readonly cases: readonly string[]
} & (
  | { readonly do: 'confirm-key' | 'reverse-nil' | 'accept' }
  | { readonly do: 'return'; readonly answers: Answers }
  | { readonly do: 'nil'; readonly nil: Nil }
  | { readonly do: 'send-back' | 'excuse'; readonly reason: string }
)

/** Invented people, teams, rounds and answers beside a partnership's file, all marked as sample (DESIGN §10). */
export interface Sample {
  readonly people: readonly Person[]
  readonly teams: readonly SampleTeam[]
  readonly rounds: readonly SampleRound[]
  readonly answers: readonly SampleAnswer[]
}

/** Lays a sample's people, and its teams as the agencies' channels, on a partnership; laid on twice it changes nothing more. */
export const withSample = (partnership: Partnership, sample: Sample): Partnership => ({
  ...partnership,
  people: [
    ...partnership.people.filter(({ id }) => !sample.people.some((person) => person.id === id)),
    ...sample.people,
  ],
  agencies: partnership.agencies.map((agency) => {
    const team = sample.teams.find((one) => one.agency === agency.id)
    return team ? { ...agency, channel: { team: team.id, channel: team.channel.id } } : agency
  }),
})
