import type { Question, Tool } from '../../assurance/partnership.ts'
import { note, number, optional, otherwise, text, written } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

/** A row of *Tools*: the tool without its questions. */
export const toolCodec = rowCodec<Omit<Tool, 'questions'>>({
  id: text('ToolId', 'Tool', { unique: true }),
  title: text('Title', 'Title'),
  kind: text('Kind', 'Kind'),
  version: number('ToolVersion', 'Version'),
})

/** A row of *Questions*: one question of one tool. */
export interface ToolQuestion extends Question {
  readonly tool: string
}

const linesOut = (lines: readonly string[]) => lines.join('\n')
const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The unique key of a question's row. */
export const questionKey = ({ tool, id }: { readonly tool: string; readonly id: string }): string => `${tool}/${id}`

export const questionCodec = rowCodec<ToolQuestion>(
  {
    tool: text('Tool', 'Tool', { indexed: true }),
    id: text('QuestionId', 'Question'),
    order: number('QuestionOrder', 'Order'),
    section: text('QuestionSection', 'Section'),
    text: note('QuestionText', 'Wording'),
    help: optional(note('Help', 'Help')),
    type: text('QuestionType', 'Type of answer'),
    options: optional(written('Options', 'Options (one a line)', linesOut, linesIn)),
    rules: otherwise(written('Rules', 'Rules (one a line)', linesOut, linesIn), []),
  },
  { title: ({ text }) => text, key: { name: 'QuestionKey', title: 'Key', of: questionKey } },
)
