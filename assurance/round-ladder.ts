import { kindOf } from './kinds/index.ts'
import type { Ladder } from './ladder.ts'
import type { Partnership } from './partnership.ts'
import type { Round } from './record.ts'

/** The ladder of a round: the partnership's of that name, else its kind's (DESIGN §2). */
export const ladderOf = (round: Round, partnership: Pick<Partnership, 'ladders'>): Ladder =>
  partnership.ladders.find(({ id }) => id === round.ladder) ??
  kindOf(round.kind)?.ladder ?? { id: round.ladder, rungs: [] }
