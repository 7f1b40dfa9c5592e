import { type KeyboardEvent, useRef, useState } from 'react'
import type { ReturnsView } from '../../api/returns-model.ts'
import { StateMark } from '../shell/state-mark.tsx'
import { CellLink } from './cell-link.tsx'

type Shown = Pick<ReturnsView, 'columns' | 'rows'>

const moves: { readonly [key: string]: readonly [number, number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Agency × case, need or people. One stop of the Tab key; arrows, Home and End move among its cells, Enter opens one. */
export const Matrix = ({ columns, rows, label, round }: Shown & { label: string; round: string }) => {
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)

  const focusCell = (row: number, column: number) => {
    const cell = table.current?.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`)
    if (!cell) return
    setAt([row, column])
    const link = cell.querySelector('a')
    ;(link ?? cell).focus()
  }
  const onKey = (event: KeyboardEvent) => {
    const [row, column] = at
    const step = moves[event.key]
    if (step) focusCell(row + step[0], column + step[1])
    else if (event.key === 'Home') focusCell(row, 0)
    else if (event.key === 'End') focusCell(row, columns.length - 1)
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="matrix-region card" aria-label={`${label}, table`} tabIndex={0}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved among is a grid */}
      <table role="grid" className="matrix" ref={table} onKeyDown={onKey} aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className="matrix-corner">
              Agency
            </th>
            {columns.map(({ ref, title }) => (
              <th scope="col" key={ref} className={title.length > 16 ? 'matrix-need' : ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ agency, cells }, row) => (
            <tr key={agency.id}>
              <th scope="row">{agency.name}</th>
              {cells.map((cell, column) => {
                const tab = at[0] === row && at[1] === column ? 0 : -1
                const id = `${row}-${column}`
                return cell ? (
                  <td
                    key={cell.key}
                    data-cell={id}
                    className={`cell cell-${cell.state}`}
                    onFocus={() => setAt([row, column])}
                  >
                    <CellLink cell={cell} round={round} agency={agency.id} className="cell-link" tabIndex={tab}>
                      <StateMark state={cell.state} word={cell.word} />
                      <span className="cell-detail">{cell.detail}</span>
                    </CellLink>
                  </td>
                ) : (
                  <td key={columns[column]?.ref} data-cell={id} className="cell cell-none" tabIndex={tab}>
                    <span aria-hidden="true">—</span>
                    <span className="unseen">Not asked</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
