import type pg from 'pg'
import type { Definition } from '../../assurance/definition.ts'
import { kindOf } from '../../assurance/kinds/index.ts'
import { standingRound } from '../../assurance/plan-round.ts'
import type { Round } from '../../assurance/record.ts'
import type { Outcome } from '../../assurance/register.ts'
import { alone } from '../queue/alone.ts'
import type { IssueRoom } from './issue.ts'

/** What making a standing round leans on. */
export type StandingRoom = Pick<IssueRoom, 'views' | 'filing' | 'hash' | 'provisionDefinition'> & {
  readonly pool: pg.Pool
}

export interface Standing {
  readonly round: Round
  readonly definition: Definition
}

const mustHold = (outcome: Outcome, what: string): void => {
  if (outcome.is === 'written' || outcome.is === 'taken') return
  throw new Error(`${what} could not be filed: ${outcome.is}`)
}

/**
 * The round in which agencies open requests of a kind by themselves (WORK R9), with its questions. Made with its list when
 * it is first needed, once however many need it at the same moment; after that nothing waits for SharePoint. Throws where
 * it cannot be made now.
 */
export const createStandingRound = (room: StandingRoom): ((kind: string) => Promise<Standing>) => {
  const { views, filing, hash, provisionDefinition, pool } = room

  const planned = async (id: string): Promise<Standing> => {
    const kind = kindOf(id)
    if (!kind?.askedBy.includes('agency')) throw new Error(`requests of kind ${id} are not opened by agencies`)
    const partnership = await views.partnership()
    return standingRound(partnership, kind, partnership.groups[0]?.id ?? '', { hash })
  }
  /** As it stands in the record; undefined where it was not made yet, or only in part. */
  const existing = async (id: string): Promise<Standing | undefined> => {
    const round = (await views.rounds()).find((one) => one.id === id)
    const definition = round && (await views.definition(round.definition))
    return round && definition && { round, definition }
  }

  const make = (plan: Standing): Promise<Standing> => {
    const { round, definition } = plan
    return alone(pool, `standing round ${round.partnership}/${round.id}`, async () => {
      const meanwhile = await existing(round.id)
      if (meanwhile) return meanwhile
      await provisionDefinition(definition)
      mustHold(await filing.addDefinition(round.definition, definition), 'the questions')
      mustHold(await filing.addRound(round), 'the round')
      return (await existing(round.id)) ?? plan
    })
  }

  const making = new Map<string, Promise<Standing>>()
  return async (kind) => {
    const plan = await planned(kind)
    const { id } = plan.round
    const there = await existing(id)
    if (there) return there
    const made = making.get(id) ?? make(plan).finally(() => making.delete(id))
    making.set(id, made)
    return made
  }
}
