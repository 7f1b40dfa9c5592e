import type { Operation } from './context.ts'
import { refuse } from './refusals.ts'

/** What a method and a path ask for, and what it costs in resource units (PLATFORM §A, Throttling). */
export interface Route {
  operation: Operation
  name: string
  units: number
  /** The site it is about; `any` where it is about none, as mail is. */
  site: { id: string } | { hostname: string; path: string } | 'any'
  list: string
  item: string
  column: string
  path: readonly string[]
}

/** What the methods of one resource do. */
export type Methods = Partial<Record<string, { operation: Operation; name: string; units: number }>>

/** A segment of a path as it is meant. */
export const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw refuse.noSegment(segment)
  }
}
