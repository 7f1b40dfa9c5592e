import { type IsoDate, londonMoment } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Intake, Views } from '../../assurance/record.ts'
import type { Command } from '../../assurance/request.ts'
import type { Sample, SampleAnswer } from '../../assurance/sample.ts'

/** When on its day a sample answer is made: after the morning's reminders. */
export const sampleMinute = 10 * 60 + 30

const commandOf = (answer: SampleAnswer): Command => {
  switch (answer.do) {
    case 'return':
      return { do: 'return', answers: answer.answers }
    case 'nil':
      return { do: 'nil', nil: answer.nil }
    case 'send-back':
    case 'excuse':
      return { do: answer.do, reason: answer.reason }
    default:
      return { do: answer.do }
  }
}

/**
 * Makes the sample answers of one day through the same door as everyone's, as the sample people they belong to. Each has
 * an id of its own, so that playing a day twice changes nothing. What is refused is said, since it is a fault of the sample.
 */
export const playSample = async (
  room: { readonly views: Views; readonly intake: Intake; readonly log: (line: string) => void },
  sample: Sample,
  partnership: Partnership,
  day: IsoDate,
  until: Date,
): Promise<number> => {
  if (londonMoment(day, sampleMinute) > until) return 0
  let made = 0
  for (const answer of sample.answers.filter(({ on }) => on === day)) {
    const person = partnership.people.find(({ id }) => id === answer.by)
    if (!person) continue
    const views = await room.views.views({ round: answer.programme, agency: answer.agency })
    for (const ref of answer.cases) {
      const view = views.find(({ request }) => request.caseRef === ref)
      if (!view) {
        room.log(`sample: ${answer.agency} is not asked about ${ref} in ${answer.programme}`)
        continue
      }
      const { key, revision } = view.request
      const id = `sample:${day}:${answer.do}:${key}`
      const result = await room.intake.submit(person, { id, key, base: revision, command: commandOf(answer) })
      if ('refusal' in result) room.log(`sample: ${answer.do} on ${key} was refused: ${result.refusal.say}`)
      else made += 1
    }
  }
  return made
}
