import { definitionFor } from './kind-definition.ts'
import { kindOf, kinds } from './kinds/index.ts'
import type { ProgrammeEntry, ProgrammeStep, Quarter, Question, Tool } from './partnership.ts'
import type { Item } from './read-item.ts'

const sorts = ['audit', 'evaluation', 'self-assessment'] as const
const standings = ['planned', 'theme-to-be-confirmed', 'deferred'] as const
const isQuarter = (raw: unknown): raw is Quarter => raw === 1 || raw === 2 || raw === 3 || raw === 4

const readQuarters = (item: Item): readonly Quarter[] => {
  const raw = item.raw('quarters')
  if (raw === undefined) {
    item.fault('quarters', 'has no “quarters”; write [] where the framework names none.')
    return []
  }
  const all: readonly unknown[] = Array.isArray(raw) ? raw : [raw]
  for (const one of all)
    if (!isQuarter(one)) item.fault('quarters', `gives “${String(one)}” in “quarters”; quarters are 1, 2, 3 and 4.`)
  return all.filter(isQuarter)
}

const readStep = (step: Item): ProgrammeStep => ({
  when: step.text('when'),
  ...(step.has('on') ? { on: step.day('on') } : {}),
  ...(step.has('by') ? { by: step.day('by') } : {}),
  what: step.text('what'),
})

/** Reads one entry of the year's programme. */
export const readProgramme = (
  item: Item,
  known: {
    readonly groups: readonly string[]
    readonly priorities: readonly string[]
    readonly tools: readonly string[]
  },
): ProgrammeEntry => ({
  id: item.slug('id'),
  sort: item.oneOf('sort', sorts),
  title: item.text('title'),
  why: item.text('why'),
  ...(item.has('ssuLead') ? { ssuLead: item.text('ssuLead') } : {}),
  quarters: readQuarters(item),
  group: item.reference('group', 'group', known.groups),
  ...(item.has('scopeBy') ? { scopeBy: item.day('scopeBy') } : {}),
  steps: item.list('steps', `${item.about}, step`, readStep),
  standing: item.oneOf('standing', standings),
  ...(item.has('note') ? { note: item.text('note') } : {}),
  ...(item.has('priority') ? { priority: item.reference('priority', 'priority', known.priorities) } : {}),
  clause: item.text('clause'),
  ...(item.has('tool') ? { tool: item.reference('tool', 'tool', known.tools) } : {}),
})

const readQuestion = (item: Item, section: string, order: number): Question => ({
  id: item.slug('id'),
  order,
  section,
  text: item.text('text'),
  ...(item.has('help') ? { help: item.text('help') } : {}),
  type: item.text('type'),
  ...(item.has('options') ? { options: item.texts('options') } : {}),
  rules: item.has('rules') ? item.texts('rules') : [],
})

/** Reads a tool, whose questions are written under their sections, and examines the definition they make. */
export const readTool = (item: Item): Tool => {
  const questions: Question[] = []
  const places = new Map<string, Item>()
  const [id, kindId] = [
    item.slug('id'),
    item.reference(
      'kind',
      'kind',
      kinds.map((kind) => kind.id),
    ),
  ]
  item.list('sections', `${item.about}, section`, (section) => {
    const title = section.text('title')
    section.list('questions', `${item.about}, question`, (question) => {
      const read = readQuestion(question, title, questions.length + 1)
      if (places.has(read.id) && read.id !== '')
        question.fault('id', 'has an id that another question of the tool has too.')
      else places.set(read.id, question)
      questions.push(read)
    })
  })
  const tool: Tool = { id, kind: kindId, title: item.text('title'), version: item.whole('version'), questions }
  const kind = kindOf(kindId)
  if (!kind) return tool
  const made = definitionFor(kind, { title: tool.title, tool })
  for (const { question, say } of 'faults' in made ? made.faults : []) {
    const place = question === undefined ? undefined : places.get(question)
    if (place) place.fault(undefined, say)
    else item.fault(undefined, `cannot be asked: ${say}`)
  }
  return tool
}
