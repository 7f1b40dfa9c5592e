import type { IsoDate } from './dates.ts'
import type { Partnership } from './partnership.ts'
import type { Issue } from './plan-round.ts'
import type { RawCommand } from './read-command.ts'
import type { Request } from './request.ts'
import { type Person, type PersonRef, samePerson } from './who.ts'

/** A team of local Teams with its one channel, General; `agency` where the channel is that agency's own. */
export interface SampleTeam {
  readonly id: string
  readonly name: string
  readonly agency?: string
  readonly channel: { readonly id: string; readonly name: string }
  /** Ids of people. */
  readonly members: readonly string[]
}

/** A sample round to be issued on its day, under an id by which the sample's moves name it. */
export type SampleRound = Issue & { readonly id: string; readonly sample: true }

/**
 * What somebody does in the sample on a day, in raw words as a card or the tab would send them: one move for each request
 * concerned. In the order they are made.
 */
export interface SampleAnswer {
  readonly on: IsoDate
  /** Id of a person. */
  readonly by: string
  readonly agency: string
  /** Id of the round; none where the agency opens a request by itself. */
  readonly round?: string
  /** References of the cases or learning needs it is about; empty where it is about all the agency was asked. */
  readonly refs: readonly string[]
  readonly command: RawCommand
  /** Where it opens a request: of which kind, and the group it is for (WORK R9). */
  readonly opens?: { readonly kind: string; readonly group: string }
}

/** Invented people, teams, rounds and answers beside a partnership's file, all marked as sample (DESIGN §10). */
export interface Sample {
  readonly people: readonly Person[]
  readonly teams: readonly SampleTeam[]
  readonly rounds: readonly SampleRound[]
  readonly answers: readonly SampleAnswer[]
}

/** Lays a sample's people, and its teams as the agencies' channels, on a partnership; laid on twice it changes nothing more. */
export const withSample = (partnership: Partnership, sample: Pick<Sample, 'people' | 'teams'>): Partnership => ({
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

/**
 * The requests of its round that a sample move is made on: the agency's, of the cases or needs it names. Where people are
 * asked it is the one of whoever makes it, known by `pseudonym` where they are asked anonymously.
 */
export const concernedBy = (
  { agency, round, refs }: SampleAnswer,
  requests: readonly Request[],
  by: PersonRef,
  pseudonym: string,
): readonly Request[] =>
  requests.filter(
    (one) =>
      one.round === round &&
      one.agency === agency &&
      (!one.person || samePerson(one.person, by)) &&
      (one.pseudonym === undefined || one.pseudonym === pseudonym) &&
      (refs.length === 0 || refs.includes(one.caseRef ?? one.about?.ref ?? '')),
  )
