/** What a SharePoint list column can hold in a row, by internal name. */
export type Cell = string | number | boolean | null
export type Fields = { readonly [column: string]: Cell }

/** One row of a list as it was read: its item id, its version, and what it holds. */
export interface Row {
  readonly id: string
  readonly etag: string
  readonly fields: Fields
  /** When SharePoint last changed it. */
  readonly changedAt: string
}

/** One page of changes. Store rows, removals and `next` together. */
export interface Changes {
  readonly rows: readonly Row[]
  /** Ids of rows that are no longer there. */
  readonly gone: readonly string[]
  /** Where to go on; hand it back in the next call. */
  readonly next: string
  /** Whether more pages follow at once. */
  readonly more: boolean
  /** Whether this page starts a full reading, because there was no cursor or it was too old: what it does not name is gone. */
  readonly whole: boolean
}

/** One write: a new row, or a change of an existing one that must still be at `etag`. Only the fields named are sent. */
export type Write =
  | { readonly list: string; readonly create: Fields }
  | { readonly list: string; readonly id: string; readonly etag: string; readonly change: Fields }

/**
 * What came of a write. `stale`: somebody changed the row first (412), read it and decide again. `taken`: a row with that
 * unique key exists. `busy`: wait `afterMs` and try again (429, 503). `unknown`: no answer came, it may have been done.
 * `refused`: SharePoint will never take it, with its reason.
 */
export type Outcome =
  | { readonly is: 'written'; readonly row: Row }
  | { readonly is: 'stale' }
  | { readonly is: 'taken' }
  | { readonly is: 'busy'; readonly afterMs: number }
  | { readonly is: 'unknown'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string }

/**
 * What SharePoint is asked for. Where little of its budget is left, answers go first, then reading; reminders, and asking in
 * the first place, wait (DESIGN §4).
 */
export type Errand = 'answer' | 'reading' | 'reminder'

/** The record as the work sees it: lists that yield changes and take writes (DESIGN §1, §4). */
export interface Register {
  changes(list: string, cursor: string | undefined): Promise<Changes>
  /** Each write has its outcome at the same place. Writes of one call go together, 20 a request; for an answer unless said otherwise. */
  write(writes: readonly Write[], errand?: Errand): Promise<readonly Outcome[]>
  /** One row as it is now, found by the value of a unique, indexed column; undefined where there is none. */
  find(list: string, column: string, value: string): Promise<Row | undefined>
}

/** How a column is kept in SharePoint. `note` is many lines, `day` a date without a time. */
export type ColumnType = 'text' | 'note' | 'number' | 'yes-no' | 'day' | 'moment' | 'choice'

export interface Column {
  /** Internal name: ASCII, at most 32 characters, stable for ever. */
  readonly name: string
  /** What people see; may change. */
  readonly title: string
  readonly type: ColumnType
  readonly indexed?: boolean
  readonly unique?: boolean
  readonly choices?: readonly string[]
}

/** A list to be made: its name is both what Graph and people call it. */
export interface ListSpec {
  readonly name: string
  readonly about: string
  readonly columns: readonly Column[]
}
