import type { Fields, Row } from '../../assurance/register.ts'

/** A row as the mirror holds it. */
export interface MirroredRow extends Row {
  /** The last good reading, where somebody has made the row unreadable by hand since. */
  readonly good?: Fields
  /** Whether it was deleted in SharePoint; its last fields are remembered (DESIGN §4). */
  readonly gone: boolean
}

/** How fresh one list is. */
export interface ListReading {
  readonly list: string
  /** When it was last read to its end: the moment that reading began. */
  readonly asAt: Date | undefined
  /** Why the last try did not succeed. */
  readonly fault: string | undefined
  /** Changes whenever a row of the list does. */
  readonly version: string
}
