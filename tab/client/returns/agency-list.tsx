import type { ReturnsView } from '../../api/returns-model.ts'
import { StateMark } from '../shell/state-mark.tsx'
import { CellLink } from './cell-link.tsx'

/** A row whose first words are short stands in two columns; a need's title gets a line of its own. */
export const rowClass = (title: string): string => (title.length > 10 ? 'agency-row agency-row-long' : 'agency-row')

/** The matrix as a phone shows it: a list for each agency, a row for each case or need. */
export const AgencyList = ({ columns, rows, round }: Pick<ReturnsView, 'columns' | 'rows'> & { round: string }) => (
  <div className="agency-list">
    {rows.map(({ agency, cells }) => (
      <section key={agency.id} className="card agency" aria-label={agency.name}>
        <h2>{agency.name}</h2>
        <ul>
          {cells.map((cell, column) =>
            cell ? (
              <li key={cell.key}>
                <CellLink
                  cell={cell}
                  round={round}
                  agency={agency.id}
                  className={rowClass(columns[column]?.title ?? '')}
                >
                  <span className="agency-case">{columns[column]?.title}</span>
                  <span>
                    <StateMark state={cell.state} word={cell.word} />
                    <span className="cell-detail">{cell.detail}</span>
                  </span>
                </CellLink>
              </li>
            ) : null,
          )}
        </ul>
      </section>
    ))}
  </div>
)
