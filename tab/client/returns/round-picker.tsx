import type { RoundName } from '../../api/returns-model.ts'
import { LinkTo } from '../shell/link-to.tsx'

const RoundLink = ({ round, shown }: { round: RoundName; shown: string | undefined }) => (
  <LinkTo to={{ page: 'returns', round: round.id }} current={round.id === shown}>
    {round.title}
  </LinkTo>
)

/** The rounds to choose from: those still open, and those closed out of the way. */
export const RoundPicker = ({ rounds, shown }: { rounds: readonly RoundName[]; shown: string | undefined }) => {
  const open = rounds.filter(({ id, closed }) => !closed || id === shown)
  const closed = rounds.filter((round) => !open.includes(round))
  return (
    <nav aria-label="Rounds">
      <div className="rounds">
        {open.map((round) => (
          <RoundLink key={round.id} round={round} shown={shown} />
        ))}
      </div>
      {closed.length > 0 && (
        <details className="rounds-closed">
          <summary>
            {closed.length} closed {closed.length === 1 ? 'round' : 'rounds'}
          </summary>
          <div className="rounds">
            {closed.map((round) => (
              <RoundLink key={round.id} round={round} shown={shown} />
            ))}
          </div>
        </details>
      )}
    </nav>
  )
}
