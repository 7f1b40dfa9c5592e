import { sharedChannels } from './check-partnership.ts'
import { readPeople } from './check-people.ts'
import type { Definition } from './definition.ts'
import { kinds } from './kinds/index.ts'
import { colleagues } from './move-forms.ts'
import type { Partnership, PathFault } from './partnership.ts'
import type { IssuedCase, Plan } from './plan-round.ts'
import { readAnswers } from './read-answers.ts'
import { type Item, itemOf, nameDuplicates } from './read-item.ts'
import { planSample, rehearseSample, standingDefinition } from './rehearse-sample.ts'
import { type Doing, moves } from './request.ts'
import { type Sample, type SampleAnswer, type SampleRound, type SampleTeam, withSample } from './sample.ts'
import type { Person } from './who.ts'

const doings = Object.keys(moves) as Doing[]
/** The kind agencies open requests of by themselves. */
const opening = kinds.find(({ askedBy }) => askedBy.includes('agency'))?.id ?? ''
const reference = /^[A-Z0-9]+(-[A-Z0-9]+)*$/
const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)
type Raw = { readonly [field: string]: unknown }
const mapOf = (raw: unknown): Raw => (typeof raw === 'object' && raw !== null ? { ...raw } : {})

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

const readCase = (one: Item): IssuedCase => {
  const ref = one.text('ref')
  if (ref !== '' && !reference.test(ref)) one.fault('ref', 'should be a random reference such as C-4F7K.')
  const agencies = one.texts('agencies')
  if (new Set(agencies).size < agencies.length) one.fault('agencies', 'names an agency twice.')
  return { ref, ...(one.has('title') ? { title: one.text('title') } : {}), agencies }
}

/** A round as it is issued; whether it can be is for planning it to say. */
const readRound = (item: Item): SampleRound => {
  const text = <Key extends string>(key: Key) =>
    (item.has(key) ? { [key]: item.text(key) } : {}) as { [K in Key]?: string }
  const texts = <Key extends string>(key: Key) =>
    (item.has(key) ? { [key]: item.texts(key) } : {}) as { [K in Key]?: readonly string[] }
  return {
    id: item.has('id') ? item.slug('id') : item.text('programme'),
    ...text('programme'),
    ...text('kind'),
    ...text('title'),
    ...text('why'),
    ...text('clause'),
    ...text('group'),
    ...text('tool'),
    ...text('period'),
    ...(item.has('items')
      ? {
          items: item.list('items', 'item', (one) => ({
            title: one.text('title'),
            ...(one.has('from') ? { from: one.text('from') } : {}),
          })),
        }
      : {}),
    cases: item.list('cases', 'case', readCase),
    ...texts('agencies'),
    ...texts('people'),
    ...texts('auditors'),
    ...(item.has('anonymous') ? { anonymous: item.flag('anonymous') } : {}),
    issuedOn: item.day('issuedOn'),
    dueOn: item.day('dueOn'),
    sample: true,
  }
}

interface AnswerSet {
  readonly id: string
  readonly answers: Raw
}

/** The answers of an `answerSets` entry, read by the questions they answer: of a tool, of a sample round, of a kind. */
const readSet = (item: Item, partnership: Partnership, plans: readonly Plan[]): AnswerSet => {
  const id = item.slug('id')
  const answers = mapOf(item.raw('answers'))
  const questions = (): Definition | undefined => {
    if (item.has('kind')) return standingDefinition(partnership, item.reference('kind', 'kind', [opening]))
    const of = item.has('round')
      ? item.reference(
          'round',
          'round',
          plans.map(({ round }) => round.id),
        )
      : item.reference('tool', 'tool', idsOf(partnership.tools))
    return plans.find(({ round, definition }) => round.id === of || definition.family.endsWith(`/${of}`))?.definition
  }
  const definition = questions()
  const read = definition ? readAnswers(definition, answers) : undefined
  if (read && 'answers' in read) return { id, answers: read.answers }
  const found = item.map('answers', `${item.about}, question`)
  for (const { field, say } of read?.faults ?? []) found.fault(field, `“${field}”: ${say}`)
  return { id, answers }
}

const ownKeys = new Set(['on', 'by', 'agency', 'round', 'do', 'case', 'cases', 'group', 'answers', 'to'])

/** A move: `answers` names a set, `to` a person of the agency; its other words go as they stand. */
const readMove = (
  item: Item,
  partnership: Partnership,
  rounds: readonly SampleRound[],
  sets: readonly AnswerSet[],
): SampleAnswer => {
  const does = item.oneOf('do', doings)
  const on = item.day('on')
  const agency = item.reference('agency', 'agency', idsOf(partnership.agencies))
  const by = item.reference('by', 'person', idsOf(partnership.people))
  const opens =
    does === 'share'
      ? { opens: { kind: opening, group: item.reference('group', 'group', idsOf(partnership.groups)) } }
      : { round: item.reference('round', 'round', idsOf(rounds)) }
  const issued = rounds.find(({ id }) => 'round' in opens && id === opens.round)
  if (issued && on !== '' && on < issued.issuedOn) item.fault('on', `is made on ${on}, before the round was issued.`)
  const refs = item.has('case') ? [item.text('case')] : item.has('cases') ? item.texts('cases') : []
  for (const ref of refs)
    if (issued && !issued.cases.some((one) => one.ref === ref && one.agencies.includes(agency)))
      item.fault(undefined, `speaks of case ${ref}, which “${agency}” is not asked about.`)

  const set = item.has('answers') ? item.reference('answers', 'answer set', idsOf(sets)) : undefined
  const to = item.has('to') ? item.text('to') : undefined
  const label = colleagues(partnership, agency).find(({ person }) => person.id === to)?.label
  if (to !== undefined && label === undefined) item.fault('to', `names “${to}”, who is nobody of “${agency}”.`)
  const words = item.keys().filter((key) => !ownKeys.has(key))
  return {
    on,
    by,
    agency,
    refs,
    ...opens,
    command: {
      ...Object.fromEntries(words.map((key) => [key, item.raw(key)])),
      do: does,
      ...(set === undefined ? {} : { answers: sets.find(({ id }) => id === set)?.answers ?? {} }),
      ...(label === undefined ? {} : { to: label }),
    },
  }
}

/** Reads the sample beside a partnership's file, with everything that is wrong with it at once, and rehearses its moves. */
export const readSample = (
  raw: unknown,
  partnership: Partnership,
): { readonly sample: Sample } | { readonly faults: readonly PathFault[] } => {
  const faults: PathFault[] = []
  const top = itemOf(raw, [], 'the sample', faults)
  const belonging = { agencies: idsOf(partnership.agencies), groups: idsOf(partnership.groups) }
  const people = readPeople(top, belonging, true, faults)
  const teams = top.list('teams', 'team', (item) => readTeam(item, partnership, [...partnership.people, ...people]))
  const whole = withSample(partnership, { people, teams })
  const rounds = top.list('rounds', 'round', readRound)
  const planned = planSample(whole, rounds)
  const sets = top.list('answerSets', 'answer set', (item) => readSet(item, partnership, planned.plans))
  const answers = top.list('moves', 'move', (item) => readMove(item, whole, rounds, sets))
  top.done()

  const noted = (noun: string, ids: readonly { readonly id: string; readonly path: Item['path'] }[]) =>
    nameDuplicates(ids, noun, faults)
  noted(
    'team',
    teams.map(({ id }, at) => ({ id, path: ['teams', at] })),
  )
  noted(
    'round',
    rounds.map(({ id }, at) => ({ id, path: ['rounds', at] })),
  )
  noted(
    'case',
    rounds.flatMap(({ cases }, round) =>
      cases.map(({ ref }, at) => ({ id: ref, path: ['rounds', round, 'cases', at] })),
    ),
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
  faults.push(...sharedChannels(bound).filter(({ path }) => path.length > 1), ...planned.faults)
  for (const [at, { on }] of answers.entries())
    if (on !== '' && on < (answers[at - 1]?.on ?? on))
      faults.push({
        path: ['moves', at],
        say: `move ${at + 1} is made on ${on}, before the one above it; moves go by day.`,
      })
  // What does not read well would only be refused again.
  if (faults.length === 0) faults.push(...rehearseSample(whole, answers, planned.plans).faults)
  return faults.length > 0 ? { faults } : { sample: { people, teams, rounds, answers } }
}
