import { type IsoDate, isIsoDate } from './dates.ts'
import type { Fault } from './definition.ts'
import { type Nil, type NilKind, nilKinds } from './request.ts'

/** What the kinds of nil return are called; *not known*, *known, no contact* and *cannot determine* differ (WORK R3). */
export const nilLabels: { readonly [Kind in NilKind]: string } = {
  'not-known': 'Not known to our agency',
  'no-contact': 'Known, but no contact in the period',
  'cannot-determine': 'We cannot determine it',
}

const systemsLimit = 1_000
const isNilKind = (raw: unknown): raw is NilKind => nilKinds.some((kind) => kind === raw)
const isDay = (raw: unknown): raw is IsoDate => typeof raw === 'string' && isIsoDate(raw)

/**
 * Reads a nil return: its kind, the systems searched and the period, both days included (WORK R3). `today` is the last
 * day that can have been searched.
 */
export const readNil = (
  raw: { readonly kind?: unknown; readonly systems?: unknown; readonly from?: unknown; readonly to?: unknown },
  today: IsoDate,
): { readonly nil: Nil } | { readonly faults: readonly Fault[] } => {
  const faults: Fault[] = []
  const { kind, from, to } = raw
  const systems = typeof raw.systems === 'string' ? raw.systems.trim() : ''
  if (!isNilKind(kind)) faults.push({ field: 'kind', say: 'Please choose what your search found.' })
  if (systems === '') faults.push({ field: 'systems', say: 'Please name the systems you searched.' })
  if (systems.length > systemsLimit)
    faults.push({ field: 'systems', say: `Please keep the systems searched to ${systemsLimit} characters.` })
  if (!isDay(from)) faults.push({ field: 'from', say: 'Please give the first day of the period you searched.' })
  if (!isDay(to)) faults.push({ field: 'to', say: 'Please give the last day of the period you searched.' })
  else if (to > today) faults.push({ field: 'to', say: 'The period cannot end after today.' })
  else if (isDay(from) && from > to)
    faults.push({ field: 'to', say: 'The period ends before it begins; please check both days.' })
  if (!isNilKind(kind) || !isDay(from) || !isDay(to) || faults.length > 0) return { faults }
  return { nil: { kind, systems, from, to } }
}
