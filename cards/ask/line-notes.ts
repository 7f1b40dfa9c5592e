import { sayMoment, sayShortDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Labels } from '../../assurance/partnership.ts'
import type { View } from '../../assurance/record.ts'
import { isOpen, type Request } from '../../assurance/request.ts'
import { theUnit } from '../small-print.ts'
import { told } from '../text.ts'

/** Characters of somebody's words that stand on a card; all of them are in Sightline. */
const wordsAtMost = 300

/** Somebody's own words, in quotation marks and cut. */
export const quoted = (words: string): string => `“${told(words, wordsAtMost)}”`

const name = (person: { readonly name: string }): string => told(person.name, 80)

const handed = ({ handed: over }: Request): readonly string[] =>
  over ? [`With ${name(over.to)}, handed over by ${name(over.by)} on ${sayMoment(over.at)}.`] : []

const parts = ({ parts: invited = [] }: Request, definition: Definition | undefined): readonly string[] =>
  [...Map.groupBy(invited, ({ part }) => part)].map(([id, people]) => {
    const title = told(definition?.parts?.find((part) => part.id === id)?.title ?? 'A part', 80)
    const said = people.map(({ to, done }) => (done ? `handed in by ${name(to)}` : `with ${name(to)}`))
    return `${title}: ${said.join(', ')}.`
  })

/** What became of the due date: more time asked for, given or refused, or the day changed. The latest is said, not its history. */
const dueDate = ({ extension, moved, dueOn }: Request, labels: Labels): readonly string[] => {
  const { decided } = extension ?? {}
  if (extension && !decided)
    return [
      `${name(extension.asked.by)} has asked for more time, until ${sayShortDay(extension.until)}. Until ${theUnit(labels)} has decided, nobody is reminded.`,
    ]
  if (moved && (!decided || moved.at > decided.at))
    return [`The due date was changed to ${sayShortDay(dueOn)}: ${quoted(moved.reason)}`]
  if (!decided) return []
  return decided.granted
    ? [`More time was given: it is due on ${sayShortDay(dueOn)}.`]
    : [
        `More time could not be given: it is due on ${sayShortDay(dueOn)}.${decided.reason ? ` ${quoted(decided.reason)}` : ''}`,
      ]
}

const question = ({ question: asked }: Request, labels: Labels): readonly string[] => {
  if (!asked) return []
  const { answer } = asked
  return [
    `${name(asked.asked.by)} asked: ${quoted(asked.text)}`,
    answer ? `${name(answer.by)} answered: ${quoted(answer.text)}` : `${theUnit(labels)} has yet to answer.`,
  ].map((line) => line.charAt(0).toUpperCase() + line.slice(1))
}

/**
 * What stands below a request's line: with whom it is, whose part is handed in, more time, and the question with its answer
 * (WORK R2, R5). Never an answer to what was asked.
 */
export const lineNotes = ({ request }: View, definition: Definition | undefined, labels: Labels): readonly string[] => {
  const open = isOpen(request)
  const live = open || request.state === 'returned' || request.state === 'accepted'
  return [
    ...(open ? [...handed(request), ...parts(request, definition), ...dueDate(request, labels)] : []),
    ...(live ? question(request, labels) : []),
  ]
}
