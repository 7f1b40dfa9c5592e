import { type Doing, moves } from './request.ts'

/** The table of moves as a Mermaid state diagram: what the README shows, held to the code by `test/readme.test.ts`. */
export const movesDiagram = (): string => {
  const name = (state: string) => (state === 'none' ? '[*]' : state.replace('-', '_'))
  const lines = (Object.keys(moves) as Doing[]).flatMap((doing) => {
    const { from, to, by } = moves[doing]
    return from.map((state) => `  ${name(state)} --> ${name(to === 'same' ? state : to)}: ${doing} (${by.join(', ')})`)
  })
  return ['stateDiagram-v2', ...lines].join('\n')
}
