import type { Answer } from '../seam.ts'
import type { ArrivalRoom } from './on-arrival.ts'
import type { Standing } from './standing.ts'

/** *Complete*: opens the form of one case, or of the round where a case is to be chosen first (WORK R2). */
export const openForm = async ({ pages }: ArrivalRoom, { agency, round }: Standing, key?: string): Promise<Answer> => {
  const query = new URLSearchParams(key === undefined ? { round: round.id, agency: agency.id } : { key })
  return { dialog: { title: round.title, size: 'large', url: `${pages}form?${query}` } }
}
