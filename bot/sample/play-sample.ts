import { type IsoDate, londonMoment } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { readCommand } from '../../assurance/read-command.ts'
import type { Intake, Round, Views } from '../../assurance/record.ts'
import { readShare } from '../../assurance/rehearse-sample.ts'
import type { Request } from '../../assurance/request.ts'
import { opened } from '../../assurance/round-requests.ts'
import { concernedBy, type Sample, type SampleAnswer } from '../../assurance/sample.ts'
import type { Person, PersonRef } from '../../assurance/who.ts'

/** When on its day a sample answer is made: after the morning's reminders. */
export const sampleMinute = 10 * 60 + 30

/** What playing sample answers leans on. */
export interface SampleRoom {
  readonly views: Views
  readonly intake: Intake
  readonly log: (line: string) => void
  /** What stands for a person in a round that asks anonymously. */
  readonly pseudonym: (round: string, person: PersonRef) => string
  /** The round in which agencies open requests of a kind by themselves. */
  readonly standingRound: (kind: string) => Promise<{ readonly round: Round; readonly definition: Definition }>
}

/** A request a move is made on, and what it was asked with. */
interface Concerned {
  readonly request: Request
  readonly definition: Definition
}

const concerned = async (room: SampleRoom, answer: SampleAnswer, at: number, person: Person): Promise<Concerned[]> => {
  const { views, pseudonym, standingRound } = room
  const { round, agency, opens } = answer
  if (opens) {
    const { round: standing, definition } = await standingRound(opens.kind)
    return [{ request: opened(standing, agency, `sample-${at + 1}`, opens.group), definition }]
  }
  if (round === undefined) return []
  const own = (await views.views({ round, agency })).map(({ request }) => request)
  const found: Concerned[] = []
  for (const request of concernedBy(answer, own, person, pseudonym(round, person))) {
    const definition = await views.definition(request.definition)
    if (definition) found.push({ request, definition })
  }
  return found
}

/**
 * Makes the sample answers of one day through the same door as everyone's, as the sample people they belong to. Each has
 * an id of its own, so that playing a day twice changes nothing. What is refused is said, since it is a fault of the sample.
 */
export const playSample = async (
  room: SampleRoom,
  sample: Sample,
  partnership: Partnership,
  day: IsoDate,
  until: Date,
): Promise<number> => {
  if (londonMoment(day, sampleMinute) > until) return 0
  let made = 0
  for (const [at, answer] of sample.answers.entries()) {
    const person = partnership.people.find(({ id }) => id === answer.by)
    if (answer.on !== day || !person) continue
    const { command: raw } = answer
    const requests = await concerned(room, answer, at, person)
    if (requests.length === 0) room.log(`sample: “${answer.agency}” is not asked that in “${answer.round}”`)
    for (const { request, definition } of requests) {
      const { key, revision } = request
      const actor = { ...person, pseudonym: room.pseudonym(request.round, person) }
      const given = { request, definition, partnership, actor, today: day }
      const read = raw.do === 'share' ? readShare(raw, request, definition) : readCommand(raw, given)
      const refused = (say: string) => room.log(`sample: ${raw.do} on ${key} was refused: ${say}`)
      if ('faults' in read) {
        refused(read.faults.map(({ say }) => say).join(' '))
        continue
      }
      const move = { id: `sample:${day}:${raw.do}:${key}`, key, base: revision, command: read.command }
      const result = await room.intake.submit(actor, move)
      if ('refusal' in result) refused(result.refusal.say)
      else made += 1
    }
  }
  return made
}
