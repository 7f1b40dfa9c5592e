import { type Doing, moves } from './request.ts'

/** The table of moves as a Mermaid state diagram: what the README shows, held to the code by `test/readme.test.ts`. */
export const movesDiagram = (): string => {
  const name = (state: string) => (state === 'none' ? '[*]' : state.replace('-', '_'))
  const arrows = (Object.keys(moves) as Doing[]).flatMap((doing) => {
    const { from, to, by } = moves[doing]
    return from.map((state) => ({
      arrow: `${name(state)} --> ${name(to === 'same' ? state : to)}`,
      by: by.join(', '),
      doing,
    }))
  })
  // Moves of the same people between the same states share an arrow.
  const shared = Map.groupBy(arrows, ({ arrow, by }) => `${arrow}|${by}`)
  const lines = [...shared.values()].flatMap((group) => {
    const [first] = group
    return first ? [`  ${first.arrow}: ${group.map(({ doing }) => doing).join(', ')} (${first.by})`] : []
  })
  return ['stateDiagram-v2', ...lines].join('\n')
}
