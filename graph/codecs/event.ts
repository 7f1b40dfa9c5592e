import { type Doing, type Fact, moves, nilKinds, states } from '../../assurance/request.ts'
import { choice, day, moment, note, number, optional, text, who, yesNo } from './keepings.ts'
import { rowCodec } from './row-codec.ts'

/** A row of *Events*: one fact of one request, for ever. */
export interface Event extends Omit<Fact, 'corrects'> {
  readonly request: string
  readonly corrects: boolean
}

/** The unique number of a fact, under which it can be appended only once. */
const eventKey = (request: string, number: number): string => `${request}#${number}`

const doings = Object.keys(moves) as readonly Doing[]

const codec = rowCodec<Event>(
  {
    request: text('RequestKey', 'Request', { indexed: true }),
    number: number('Number', 'Number'),
    move: text('Move', 'Move'),
    is: choice('Doing', 'What was done', doings),
    from: choice('FromState', 'From state', ['none', ...states]),
    to: choice('ToState', 'To state', states),
    by: who('Done', 'Done by'),
    at: moment('DoneAt', 'Done on'),
    nil: optional(choice('NilKind', 'Nil return', nilKinds)),
    reason: optional(note('Reason', 'Reason')),
    whom: optional(text('Whom', 'To whom')),
    part: optional(text('Part', 'Part')),
    until: optional(day('UntilDay', 'Until')),
    rung: optional(number('Rung', 'Reminder')),
    corrects: yesNo('Corrects', 'Corrects an earlier return'),
  },
  {
    title: ({ is, request }) => `${is} ${request}`,
    key: { name: 'EventKey', title: 'Key', of: ({ request, number }) => eventKey(request, number) },
  },
)

export const eventCodec = codec

/** A fact of a request as its row of *Events*. */
export const eventOf = (request: string, { corrects, ...fact }: Fact): Event => ({
  ...fact,
  request,
  corrects: corrects === true,
})

/** The fact in a row of *Events*. */
export const factOf = ({ request: _, corrects, ...fact }: Event): Fact => ({
  ...fact,
  ...(corrects ? { corrects: true } : {}),
})
