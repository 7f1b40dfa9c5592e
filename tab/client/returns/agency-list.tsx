import type { ReturnsView } from '../../api/returns-model.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { StateMark } from '../shell/state-mark.tsx'
import { caseWord } from './matrix.tsx'

/** The matrix as a phone shows it: a list for each agency, a row for each case. */
export const AgencyList = ({ cases, rows }: Pick<ReturnsView, 'cases' | 'rows'>) => (
  <div className="agency-list">
    {rows.map(({ agency, cells }) => (
      <section key={agency.id} className="card agency" aria-label={agency.name}>
        <h2>{agency.name}</h2>
        <ul>
          {cells.map((cell, column) =>
            cell ? (
              <li key={cell.key}>
                <LinkTo to={{ page: 'request', key: cell.key }} className="agency-row">
                  <span className="agency-case">{caseWord(cases[column] ?? '')}</span>
                  <span>
                    <StateMark state={cell.state} word={cell.word} />
                    <span className="cell-detail">{cell.detail}</span>
                  </span>
                </LinkTo>
              </li>
            ) : null,
          )}
        </ul>
      </section>
    ))}
  </div>
)
