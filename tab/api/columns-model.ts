import type { IsoDate } from '../../assurance/dates.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { View } from '../../assurance/record.ts'
import { type Cell, cellOf } from './cell-model.ts'

/** One column of the matrix: a case, a learning need, people, or whatever else an agency was asked. */
export interface Column {
  readonly ref: string
  /** *C-4F7K*, the need's title, *People asked*, *Return* */
  readonly title: string
}

/** One of several people asked, in a cell that counts them. */
export interface OneOf extends Cell {
  /** By name where the viewer may know it and names are kept; a number otherwise. */
  readonly who: string
}

/** A cell that stands for several requests: how many of them are accounted for, and each by itself. */
export interface CountCell extends Cell {
  readonly each: readonly OneOf[]
}

const isOfPeople = ({ request }: View): boolean => request.person !== undefined || request.pseudonym !== undefined

/** Every column of a round with the requests that stand in it, in the order they are read. */
export const columnsOf = (views: readonly View[]): ReadonlyMap<Column, readonly View[]> => {
  const titles = new Map(views.flatMap(({ request: { about } }) => (about ? [[about.ref, about.title] as const] : [])))
  const isTwice = (title: string) => [...titles.values()].filter((one) => one === title).length > 1
  const unnamed = new Map<string, number>()
  const columnOf = (view: View): Column => {
    const { agency, caseRef, about } = view.request
    if (caseRef) return { ref: caseRef, title: caseRef.toUpperCase() }
    if (about) return { ref: about.ref, title: isTwice(about.title) ? `${about.title} (${about.ref})` : about.title }
    if (isOfPeople(view)) return { ref: 'people', title: 'People asked' }
    const number = (unnamed.get(agency) ?? 0) + 1
    unnamed.set(agency, number)
    return number === 1 ? { ref: '', title: 'Return' } : { ref: String(number), title: `Return ${number}` }
  }
  const found = new Map<string, { column: Column; views: View[] }>()
  for (const view of views.toSorted((a, b) => a.request.key.localeCompare(b.request.key))) {
    const column = columnOf(view)
    const there = found.get(column.ref)
    if (there) there.views.push(view)
    else found.set(column.ref, { column, views: [view] })
  }
  return new Map(
    [...found.values()]
      .toSorted((a, b) => a.column.title.localeCompare(b.column.title, 'en', { numeric: true }))
      .map((one) => [one.column, one.views]),
  )
}

/** The cell of an agency's requests in one column; people are counted, since nobody is to be told from another by a place. */
export const columnCell = (
  views: readonly View[],
  given: { readonly partnership: Partnership; readonly today: IsoDate; readonly named: boolean },
): Cell | CountCell | null => {
  const { partnership, today, named } = given
  const [first] = views
  if (!first) return null
  if (!isOfPeople(first)) return cellOf(first, partnership, today)
  const each = views.map((view, at): OneOf => {
    const { person } = view.request
    return { ...cellOf(view, partnership, today), who: named && person ? person.name : `Person ${at + 1}` }
  })
  const counted = each.filter(({ state }) => state !== 'withdrawn')
  const open = counted.filter(({ state }) => state === 'waiting' || state === 'late' || state === 'sent-back')
  const late = counted.filter(({ state }) => state === 'late').length
  return {
    key: first.request.key,
    state: open.length === 0 ? 'returned' : late > 0 ? 'late' : 'waiting',
    word: `${counted.length - open.length} of ${counted.length}`,
    detail: late > 0 ? `${late} late` : open.length > 0 ? 'still to come' : 'all returned',
    each,
  }
}
