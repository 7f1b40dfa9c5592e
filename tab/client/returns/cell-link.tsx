import type { ReactNode } from 'react'
import type { Cell } from '../../api/cell-model.ts'
import type { CountCell } from '../../api/columns-model.ts'
import { LinkTo } from '../shell/link-to.tsx'

/** Whether a cell counts people instead of saying one request. */
export const isCount = (cell: Cell | CountCell): cell is CountCell => 'each' in cell

/** A cell opens its request; one that counts people opens the list of them. */
export const CellLink = (props: {
  cell: Cell | CountCell
  round: string
  agency: string
  className: string
  tabIndex?: number
  children: ReactNode
}) => {
  const { cell, round, agency, className, tabIndex, children } = props
  return (
    <LinkTo
      to={isCount(cell) ? { page: 'returns', round, agency } : { page: 'request', key: cell.key }}
      className={className}
      {...(tabIndex === undefined ? {} : { tabIndex })}
    >
      {children}
    </LinkTo>
  )
}
