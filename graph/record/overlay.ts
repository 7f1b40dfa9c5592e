import type { Partnership, Tool } from '../../assurance/partnership.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from '../codecs/partnership.ts'
import { questionCodec, type ToolQuestion, toolCodec } from '../codecs/tool.ts'
import { registers } from '../lists.ts'
import type { decodedLists, Versions } from './decoded-lists.ts'
import type { DecodedList } from './shelf.ts'

type Lists = ReturnType<typeof decodedLists>
type Shown<Entity> = Pick<DecodedList<Entity>, 'rows' | 'faults'>

/**
 * What the file says, or what the list says where it has rows: afterwards the lists win (DESIGN §4). A row nobody can read
 * falls back to its last good reading, and then to the file.
 */
const overlaid = <Entity extends { readonly id: string }>(
  { rows, faults }: Shown<Entity>,
  inFile: readonly Entity[],
): readonly Entity[] => {
  const there = rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  if (there.length === 0) return inFile
  if (faults.every(({ kept }) => kept)) return there
  const known = new Set(rows.map(({ entity }) => entity.id))
  return [...there, ...inFile.filter(({ id }) => !known.has(id))]
}

const toolsOf = (
  tools: readonly Omit<Tool, 'questions'>[],
  { rows }: Shown<ToolQuestion>,
  inFile: readonly Tool[],
): readonly Tool[] => {
  const questions = rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  return tools.map((tool): Tool => {
    const own = questions.filter((question) => question.tool === tool.id).map(({ tool: _, ...question }) => question)
    const fromFile = inFile.find(({ id }) => id === tool.id)?.questions ?? []
    return { ...tool, questions: own.length === 0 ? fromFile : own.toSorted((a, b) => a.order - b.order) }
  })
}

/** The file's partnership with what its lists say now laid over it; the same object until one of them changes. */
export const createOverlay = (lists: Lists, file: Partnership): ((versions: Versions) => Promise<Partnership>) => {
  let last: { readonly from: readonly unknown[]; readonly partnership: Partnership } | undefined
  return async (versions) => {
    const [agencies, people, groups, programme, tools, questions] = await Promise.all([
      lists(registers.agencies.name, agencyCodec, versions),
      lists(registers.people.name, personCodec, versions),
      lists(registers.groups.name, groupCodec, versions),
      lists(registers.programme.name, programmeCodec, versions),
      lists(registers.tools.name, toolCodec, versions),
      lists(registers.questions.name, questionCodec, versions),
    ])
    const from = [agencies, people, groups, programme, tools, questions].flatMap(({ rows, faults }) => [rows, faults])
    if (last && from.every((one, at) => one === last?.from[at])) return last.partnership
    const partnership: Partnership = {
      ...file,
      agencies: overlaid(agencies, file.agencies),
      people: overlaid(people, file.people),
      groups: overlaid(groups, file.groups),
      programme: overlaid(programme, file.programme),
      tools: toolsOf(overlaid(tools, file.tools), questions, file.tools),
    }
    last = { from, partnership }
    return partnership
  }
}
