import type { Partnership, Tool } from '../../assurance/partnership.ts'
import { agencyCodec, groupCodec, personCodec, programmeCodec } from '../codecs/partnership.ts'
import type { RowCodec } from '../codecs/row-codec.ts'
import { questionCodec, toolCodec } from '../codecs/tool.ts'
import { registers } from '../lists.ts'
import type { decodedLists } from './decoded-lists.ts'

type Lists = ReturnType<typeof decodedLists>

/**
 * What the file says, or what the list says where it has rows: afterwards the lists win (DESIGN §4). A row nobody can read
 * falls back to its last good reading, and then to the file.
 */
const overlaid = async <Entity extends { readonly id: string }>(
  lists: Lists,
  list: string,
  codec: RowCodec<Entity>,
  inFile: readonly Entity[],
): Promise<readonly Entity[]> => {
  const { rows, faults } = await lists(list, codec.read)
  const there = rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  if (there.length === 0) return inFile
  if (faults.every(({ kept }) => kept)) return there
  const known = new Set(rows.map(({ entity }) => entity.id))
  return [...there, ...inFile.filter(({ id }) => !known.has(id))]
}

const toolsIn = async (lists: Lists, inFile: readonly Tool[]): Promise<readonly Tool[]> => {
  const tools = await overlaid(lists, registers.tools.name, toolCodec, inFile)
  const { rows } = await lists(registers.questions.name, questionCodec.read)
  const questions = rows.filter(({ row }) => !row.gone).map(({ entity }) => entity)
  return tools.map((tool): Tool => {
    const own = questions.filter((question) => question.tool === tool.id).map(({ tool: _, ...question }) => question)
    const fromFile = inFile.find(({ id }) => id === tool.id)?.questions ?? []
    return { ...tool, questions: own.length === 0 ? fromFile : own.toSorted((a, b) => a.order - b.order) }
  })
}

/** The file's partnership with what its lists say now laid over it. */
export const overlayPartnership = async (lists: Lists, file: Partnership): Promise<Partnership> => ({
  ...file,
  agencies: await overlaid(lists, registers.agencies.name, agencyCodec, file.agencies),
  people: await overlaid(lists, registers.people.name, personCodec, file.people),
  groups: await overlaid(lists, registers.groups.name, groupCodec, file.groups),
  programme: await overlaid(lists, registers.programme.name, programmeCodec, file.programme),
  tools: await toolsIn(lists, file.tools),
})
