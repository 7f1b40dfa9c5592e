import { type CarriedNeed, carryForward } from '../../assurance/carry-forward.ts'
import { addDays, type IsoDate } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import { kinds } from '../../assurance/kinds/index.ts'
import type { Kind } from '../../assurance/kinds/kind.ts'
import type { Ladder, Rung } from '../../assurance/ladder.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import type { Views } from '../../assurance/record.ts'
import { addWorkingDays, BeyondCalendar } from '../../assurance/working-days.ts'
import type { AskKind, AskView } from './ask-model.ts'
import { mayAsk, type Viewer } from './permissions.ts'
import { roleWords } from './session-model.ts'
import type { TabDeps } from './tab-access.ts'

/** How many references are offered at once. */
const refsOffered = 20

/** So many working days on, in the partnership's first calendar; weeks of five where nobody has published the days yet. */
const workingDaysOn = ({ calendars: [calendar] }: Partnership, today: IsoDate, days: number): IsoDate => {
  const roughly = addDays(today, Math.ceil((days * 7) / 5))
  if (!calendar) return roughly
  try {
    return addWorkingDays(calendar, today, days)
  } catch (error) {
    if (error instanceof BeyondCalendar) return roughly
    throw error
  }
}

const fieldsOf = ({ fields }: Kind): AskKind['fields'] =>
  fields.from === 'tool'
    ? { from: 'tool' }
    : fields.from === 'own'
      ? { from: 'own', questions: fields.fields.length }
      : { from: 'each', item: fields.item, itemsAtMost: fields.itemsAtMost }

const kindLine = (kind: Kind, partnership: Partnership, today: IsoDate): AskKind => ({
  id: kind.id,
  title: kind.title,
  word: kind.word,
  clause: kind.clause,
  asking: kind.asking,
  asks: kind.asks,
  anonymous: kind.anonymous,
  reuse: kind.reuse,
  fields: fieldsOf(kind),
  dueOn: workingDaysOn(partnership, today, kind.workingDays),
  workingDays: kind.workingDays,
  ladder: kind.ladder.id,
})

const whom = { channel: 'the channel', lead: 'the lead', chair: 'the chair, once released' } as const
const rungWord = ({ day, to }: Rung): string => `${day > 0 ? '+' : day < 0 ? '−' : ''}${Math.abs(day)} ${whom[to]}`

/** *−10, −5, −1, +1 the channel · +5 the lead*: working days around the due date. */
const sayLadder = ({ rungs }: Ladder): string =>
  rungs.length === 0 ? 'No reminders' : `Working days around the due date: ${rungs.map(rungWord).join(' · ')}`

const carriedOf = async (
  views: Views,
  offered: readonly Kind[],
): Promise<{ readonly [kind: string]: readonly CarriedNeed[] }> => {
  const carrying = offered.filter(({ carries }) => carries)
  if (carrying.length === 0) return {}
  const [rounds, all] = [await views.rounds(), await views.views()]
  const own = all.filter(({ request }) => carrying.some(({ id }) => id === request.kind))
  const definitions = new Map<string, Definition>()
  for (const hash of new Set(own.map(({ request }) => request.definition))) {
    const definition = await views.definition(hash)
    if (definition) definitions.set(hash, definition)
  }
  return Object.fromEntries(carrying.map((kind) => [kind.id, carryForward(kind, rounds, own, definitions)]))
}

/** Everything the wizard offers this person, who may issue at least one kind. */
export const readAsk = async ({ views, rounds }: TabDeps, viewer: Viewer, today: IsoDate): Promise<AskView> => {
  const partnership = await views.partnership()
  const offered = kinds.filter((kind) => mayAsk(viewer, kind))
  const issued = new Set((await views.rounds()).map(({ programme }) => programme))
  const ladders = new Map([...offered.map(({ ladder }) => ladder), ...partnership.ladders].map((one) => [one.id, one]))
  const tools = partnership.tools.filter(({ kind }) => offered.some(({ id }) => id === kind))
  return {
    kinds: offered.map((kind) => kindLine(kind, partnership, today)),
    programme: partnership.programme
      .filter(({ tool }) => tools.some(({ id }) => id === tool))
      .map(({ id, title, why, clause, group, tool, note }) => ({
        id,
        title,
        why,
        clause,
        group,
        ...(tool ? { tool } : {}),
        issued: issued.has(id),
        ...(note ? { note } : {}),
      })),
    tools: tools.map(({ id, kind, title, version, questions }) => ({
      id,
      kind,
      title,
      version,
      questions: questions.length,
    })),
    groups: partnership.groups.map(({ id, name }) => ({ id, name })),
    agencies: partnership.agencies
      .filter(({ asked }) => asked)
      .map(({ id, name, short, sector, channel }) => ({ id, name, short, sector, channel: channel !== undefined })),
    people: partnership.people.flatMap(({ id, name, holds }) =>
      holds.flatMap(({ agency, role }) => (agency ? [{ id, name, agency, is: role, role: roleWords[role] }] : [])),
    ),
    ladders: [...ladders.values()].map((ladder) => ({ id: ladder.id, say: sayLadder(ladder) })),
    carried: await carriedOf(views, offered),
    refs: await rounds.freshRefs(refsOffered),
    today,
  }
}
