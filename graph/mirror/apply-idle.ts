import type { Pool } from 'pg'
import type { Changes } from '../../assurance/register.ts'
import type { Started } from './apply-page.ts'

interface Arrived {
  readonly list: string
  readonly cursor: string | undefined
  readonly started: Started
  readonly page: Changes
}

const isQuiet = ({ cursor, page }: Arrived) =>
  cursor !== undefined && !page.whole && !page.more && page.rows.length === 0 && page.gone.length === 0

/**
 * Notes for all lists that had nothing new how far they are read, in one statement: that is most of what a sweep finds.
 * Answers which; the others go the way of `applyPage`, as does a list in the middle of a whole reading, with a row that
 * such a reading left unsure, or that another reader has moved meanwhile.
 */
export const applyIdle = async (
  pool: Pool,
  site: string,
  arrived: readonly Arrived[],
): Promise<ReadonlySet<string>> => {
  const quiet = arrived.filter(isQuiet)
  if (quiet.length === 0) return new Set()
  const noted = await pool.query<{ list: string }>(
    `update mirror.lists l set cursor = p.next, fault = null, tried_at = p.now, as_at = p.at
     from jsonb_to_recordset($2::jsonb) as p(list text, cursor text, next text, now timestamptz, at timestamptz)
     where l.site = $1 and l.list = p.list and l.cursor = p.cursor and l.building is null and not exists (
       select from mirror.rows r where r.site = l.site and r.list = l.list and r.generation = l.generation and r.unsure)
     returning l.list`,
    [
      site,
      JSON.stringify(
        quiet.map(({ list, cursor, started: { now, at }, page }) => ({ list, cursor, next: page.next, now, at })),
      ),
    ],
  )
  return new Set(noted.rows.map(({ list }) => list))
}
