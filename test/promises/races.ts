import fc from 'fast-check'
import type { Answers } from '../../assurance/definition.ts'
import type { Doing } from '../../assurance/request.ts'

/** Who acts, as the sample's people of an agency and the SSU are called. */
export const actorsOf = (agency: string): readonly string[] => [
  `${agency}-representative`,
  `${agency}-deputy`,
  `${agency}-lead`,
  'ssu-lead',
  'ssu-officer',
]

const agencys = ['return', 'nil', 'reverse-nil', 'ask-extension', 'ask-question'] as const
const units = [
  'grant-extension',
  'refuse-extension',
  'set-due',
  'answer-question',
  'remind',
  'accept',
  'send-back',
  'excuse',
  'withdraw',
] as const
export type Racing = (typeof agencys)[number] | (typeof units)[number]

/** One thing somebody does, a moment after the others of its burst. */
export interface Step {
  readonly who: number
  readonly doing: Racing
  readonly afterMs: number
}

export const hands = ['withdrawn', 'emptied', 'due', 'deleted'] as const
export type Hand = (typeof hands)[number]

/** Things that happen at the same time to one request; then it settles, or the next burst comes at once. */
export interface Burst {
  readonly steps: readonly Step[]
  readonly hand: Hand | undefined
  readonly fault: 'none' | 'throttled' | 'unavailable' | 'reply lost' | 'dropped'
  readonly settles: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(4),
  // The agency's answers come most, for it is they that must not be lost.
  doing: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...agencys) }, fc.constantFrom(...units)),
  afterMs: fc.nat(40),
})

export const races: fc.Arbitrary<readonly Burst[]> = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 7 }),
    hand: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: fc.constantFrom('emptied' as const, 'due' as const) },
      fc.constantFrom('withdrawn' as const, 'deleted' as const),
    ),
    fault: fc.constantFrom('none' as const, 'none' as const, 'throttled', 'unavailable', 'reply lost', 'dropped'),
    settles: fc.boolean(),
  }) as fc.Arbitrary<Burst>,
  { minLength: 1, maxLength: 4 },
)

/** A command as the tab sends it; `words` are found nowhere else. */
export const commandOf = (
  doing: Racing,
  words: string,
  answers: Answers,
): { readonly do: Doing; readonly [word: string]: unknown } => {
  switch (doing) {
    case 'return': {
      const field = Object.entries(answers).find(([, value]) => typeof value === 'string' && value.length > 40)?.[0]
      if (!field) throw new Error('the sample’s answers have no long text')
      return { do: 'return', answers: { ...answers, [field]: words } }
    }
    case 'nil':
      return { do: 'nil', nil: { kind: 'not-known', systems: words, from: '2025-10-01', to: '2026-09-30' } }
    case 'ask-extension':
    case 'grant-extension':
      return { do: doing, until: '2026-12-16', reason: words }
    case 'set-due':
      return { do: 'set-due', dueOn: '2026-12-09', reason: words }
    case 'ask-question':
      return { do: 'ask-question', question: words }
    case 'answer-question':
      return { do: 'answer-question', answer: words }
    case 'refuse-extension':
    case 'send-back':
    case 'excuse':
    case 'withdraw':
      return { do: doing, reason: words }
    default:
      return { do: doing }
  }
}
