import { sharedChannels } from './check-partnership.ts'
import { readPeople } from './check-people.ts'
import type { Answers } from './definition.ts'
import { kindOf } from './kinds/index.ts'
import type { Partnership, PathFault } from './partnership.ts'
import { readAnswers } from './read-answers.ts'
import { type Item, itemOf, nameDuplicates } from './read-item.ts'
import { readNil } from './read-nil.ts'
import { moves } from './request.ts'
import type { Sample, SampleAnswer, SampleRound, SampleTeam } from './sample.ts'
import { definitionOf } from './tool.ts'
import { type Person, relationsTo } from './who.ts'

const doings = ['confirm-key', 'return', 'nil', 'reverse-nil', 'send-back', 'accept', 'excuse'] as const
const reference = /^[A-Z0-9]+(-[A-Z0-9]+)*$/
const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)

const readTeam = (item: Item, partnership: Partnership, people: readonly Person[]): SampleTeam => {
  const channel = item.map('channel', `the channel of ${item.about}`)
  const agency = item.has('agency') ? item.reference('agency', 'agency', idsOf(partnership.agencies)) : undefined
  const members = item.texts('members')
  for (const id of members) {
    const person = people.find((one) => one.id === id)
    if (!person) item.fault('members', `has the member “${id}”, who is not defined.`)
    const other = person?.holds.find((held) => held.agency !== undefined && held.agency !== agency)
    if (agency !== undefined && other)
      item.fault('members', `has the member “${id}” of “${other.agency}”; an agency's channel is its own alone.`)
  }
  const team: SampleTeam = {
    id: item.text('id'),
    name: item.text('name'),
    ...(agency === undefined ? {} : { agency }),
    channel: { id: channel.text('id'), name: channel.text('name') },
    members,
  }
  channel.done()
  return team
}

const readRound = (item: Item, partnership: Partnership): SampleRound => {
  const programme = item.reference('programme', 'programme entry', idsOf(partnership.programme))
  const entry = partnership.programme.find(({ id }) => id === programme)
  if (entry && !entry.tool) item.fault('programme', `issues “${programme}”, for which no tool is agreed.`)
  const round: SampleRound = {
    programme,
    issuedOn: item.day('issuedOn'),
    dueOn: item.day('dueOn'),
    sample: true,
    cases: item.list('cases', 'case', (one) => {
      const ref = one.text('ref')
      if (ref !== '' && !reference.test(ref)) one.fault('ref', 'should be a random reference such as C-4F7K.')
      const agencies = one.texts('agencies')
      for (const id of agencies) {
        const agency = partnership.agencies.find((known) => known.id === id)
        if (!agency) one.fault('agencies', `concerns “${id}”, which is no agency.`)
        else if (!agency.asked) one.fault('agencies', `concerns “${id}”, which is not asked.`)
      }
      if (new Set(agencies).size < agencies.length) one.fault('agencies', 'names an agency twice.')
      return { ref, agencies }
    }),
  }
  if (round.dueOn !== '' && round.dueOn < round.issuedOn) item.fault('dueOn', 'is due before it is issued.')
  return round
}

/** The answers of an `answerSets` entry, read by the tool they answer. */
const readSet = (item: Item, partnership: Partnership): { id: string; tool: string; answers: Answers } => {
  const id = item.slug('id')
  const toolId = item.reference('tool', 'tool', idsOf(partnership.tools))
  const raw = item.raw('answers')
  const tool = partnership.tools.find((one) => one.id === toolId)
  const kind = tool && kindOf(tool.kind)
  const made = tool && kind ? definitionOf(tool, kind) : undefined
  if (!made || 'faults' in made) return { id, tool: toolId, answers: {} }
  const read = readAnswers(made.definition, typeof raw === 'object' && raw !== null ? { ...raw } : {})
  if ('answers' in read) return { id, tool: toolId, answers: read.answers }
  const answers = item.map('answers', `${item.about}, question`)
  for (const { field, say } of read.faults) answers.fault(field, `“${field}”: ${say}`)
  return { id, tool: toolId, answers: {} }
}

type Sets = ReadonlyMap<string, { tool: string; answers: Answers }>

const readMove = (
  item: Item,
  partnership: Partnership,
  people: readonly Person[],
  rounds: readonly SampleRound[],
  sets: Sets,
): SampleAnswer => {
  const programme = item.reference(
    'programme',
    'round',
    rounds.map((round) => round.programme),
  )
  const round = rounds.find((one) => one.programme === programme)
  const entry = partnership.programme.find(({ id }) => id === programme)
  const agency = item.reference('agency', 'agency', idsOf(partnership.agencies))
  const does = item.oneOf('do', doings)
  const on = item.day('on')
  const by = item.reference('by', 'person', idsOf(people))
  const theirs = (round?.cases ?? []).filter((one) => one.agencies.includes(agency)).map(({ ref }) => ref)
  const cases = item.has('case') ? [item.text('case')] : item.has('cases') ? item.texts('cases') : theirs
  for (const ref of cases)
    if (round && !theirs.includes(ref))
      item.fault(undefined, `speaks of case ${ref}, which “${agency}” is not asked about.`)
  if (cases.length === 0) item.fault(undefined, `speaks of no case: “${agency}” is asked about none.`)
  if (round && on !== '' && on < round.issuedOn) item.fault('on', `is made on ${on}, before the round was issued.`)
  const person = people.find(({ id }) => id === by)
  const relations = person && entry ? relationsTo(person, { agency, group: entry.group }) : undefined
  if (relations && !moves[does].by.some((relation) => relations.has(relation)))
    item.fault('by', `is made by “${by}”, who may not do “${does}” for “${agency}”.`)

  const base = { on, by, agency, programme, cases }
  switch (does) {
    case 'return': {
      const set = sets.get(item.reference('answers', 'answer set', sets.keys()))
      if (set && entry?.tool !== set.tool) item.fault('answers', `answers with a set for another tool, “${set.tool}”.`)
      return { ...base, do: does, answers: set?.answers ?? {} }
    }
    case 'nil': {
      const raw = item.map('nil', `the nil return of ${item.about}`)
      const [kind, systems, from, to] = ['kind', 'systems', 'from', 'to'].map((key) => raw.raw(key))
      const read = readNil({ kind, systems, from, to }, on)
      raw.done()
      if ('nil' in read) return { ...base, do: does, nil: read.nil }
      for (const { field, say } of read.faults) raw.fault(field, `is wrong: ${say}`)
      return { ...base, do: does, nil: { kind: 'not-known', systems: '', from: on, to: on } }
    }
    case 'send-back':
    case 'excuse':
      return { ...base, do: does, reason: item.text('reason') }
    default:
      return { ...base, do: does }
  }
}

/** Reads the sample beside a partnership's file, with everything that is wrong with it at once. */
export const readSample = (
  raw: unknown,
  partnership: Partnership,
): { readonly sample: Sample } | { readonly faults: readonly PathFault[] } => {
  const faults: PathFault[] = []
  const top = itemOf(raw, [], 'the sample', faults)
  const people = readPeople(
    top,
    { agencies: idsOf(partnership.agencies), groups: idsOf(partnership.groups) },
    true,
    faults,
  )
  const everyone = [...partnership.people, ...people]
  const teams = top.list('teams', 'team', (item) => readTeam(item, partnership, everyone))
  const rounds = top.list('rounds', 'round', (item) => readRound(item, partnership))
  const sets = new Map(
    top.list('answerSets', 'answer set', (item) => readSet(item, partnership)).map((set) => [set.id, set]),
  )
  const answers = top.list('moves', 'move', (item) => readMove(item, partnership, everyone, rounds, sets))
  top.done()

  nameDuplicates(
    teams.map(({ id }, at) => ({ id, path: ['teams', at] })),
    'team',
    faults,
  )
  nameDuplicates(
    rounds.map(({ programme }, at) => ({ id: programme, path: ['rounds', at] })),
    'round',
    faults,
  )
  nameDuplicates(
    rounds.flatMap(({ cases }, round) =>
      cases.map(({ ref }, at) => ({ id: ref, path: ['rounds', round, 'cases', at] })),
    ),
    'case',
    faults,
  )
  const bound = [
    ...partnership.agencies.map(({ id, channel }) => ({ agency: id, channel: channel?.channel, path: ['teams'] })),
    ...teams.map(({ agency, channel }, at) => ({
      agency: agency ?? '(no agency)',
      channel: channel.id,
      path: ['teams', at, 'channel'],
    })),
  ]
  // Channels the partnership's own file shares are named there.
  faults.push(...sharedChannels(bound).filter(({ path }) => path.length > 1))
  for (const [at, { on }] of answers.entries())
    if (on !== '' && on < (answers[at - 1]?.on ?? on))
      faults.push({
        path: ['moves', at],
        say: `move ${at + 1} is made on ${on}, before the one above it; moves go by day.`,
      })
  return faults.length > 0 ? { faults } : { sample: { people, teams, rounds, answers } }
}
