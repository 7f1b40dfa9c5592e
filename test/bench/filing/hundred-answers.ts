import type { Answers } from '../../../assurance/definition.ts'
import type { Sample } from '../../../assurance/sample.ts'

/** One agency's returns of one round, sent one after another in one sitting. */
export interface Sitting {
  readonly agency: string
  readonly round: string
  readonly answers: Answers
  /** References of the cases. */
  readonly cases: readonly string[]
}

/**
 * The first hundred requests of a sample's rounds as they come in: each agency returns all its cases of a round together.
 * What is answered is the sample's own answers to that round's questions.
 */
export const hundredAnswers = ({ rounds, answers }: Sample, most = 100): readonly Sitting[] => {
  const sittings: Sitting[] = []
  let left = most
  for (const { id, cases } of rounds) {
    if (left === 0) break
    const said = answers.find(({ command, round }) => command.do === 'return' && round === id)?.command['answers']
    if (!said) throw new Error(`the sample has no return to ${id}`)
    for (const agency of new Set(cases.flatMap(({ agencies }) => agencies))) {
      const theirs = cases.filter(({ agencies }) => agencies.includes(agency)).map(({ ref }) => ref)
      const taken = theirs.slice(0, left)
      left -= taken.length
      if (taken.length > 0) sittings.push({ agency, round: id, answers: said as Answers, cases: taken })
    }
  }
  if (left > 0) throw new Error(`the sample's rounds ask for ${most - left} answers only`)
  return sittings
}
