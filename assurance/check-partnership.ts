import { readPeople } from './check-people.ts'
import { readProgramme, readTool } from './check-programme.ts'
import { isIsoDate } from './dates.ts'
import type { Ladder } from './ladder.ts'
import type { Agency, AgencyType, Group, Labels, Partnership, PathFault, Priority } from './partnership.ts'
import { type Item, itemOf, nameDuplicates } from './read-item.ts'
import type { Calendar } from './working-days.ts'

/** Files a partnership's file names, read and parsed: `bank-holidays-england.yaml`. */
export interface FilesBeside {
  readonly [file: string]: unknown
}

/** A partnership with everything that is wrong with it: stand-ins are where faults are. */
export interface Examined {
  readonly partnership: Partnership
  readonly faults: readonly PathFault[]
}

const sectors = ['council', 'health', 'police', 'education', 'voluntary', 'justice', 'other'] as const
const rungTo = ['channel', 'lead', 'chair'] as const
const idsOf = (things: readonly { readonly id: string }[]): readonly string[] => things.map(({ id }) => id)

const readLabels = (item: Item): Labels => {
  const labels: Labels = {
    partnership: item.text('partnership'),
    ssu: item.text('ssu'),
    ssuMailbox: item.text('ssuMailbox'),
    atRisk: item.text('atRisk'),
    child: item.text('child'),
    adult: item.text('adult'),
  }
  if (labels.ssuMailbox !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(labels.ssuMailbox))
    item.fault('ssuMailbox', `give the mailbox as “${labels.ssuMailbox}”, which is not an e-mail address.`)
  item.done()
  return labels
}

const readHolidays = (item: Item): Pick<Calendar, 'holidays' | 'knownFrom' | 'knownTo'> => {
  const [knownFrom, knownTo] = [item.day('knownFrom'), item.day('knownTo')]
  const days = item.texts('holidays')
  for (const [at, day] of days.entries()) {
    const say = (words: string) => item.fault(['holidays', at], `${words}.`)
    if (!isIsoDate(day)) say(`gives “${day}” as a bank holiday, which is not a day that exists, as in 2026-12-25`)
    else if (knownFrom !== '' && knownTo !== '' && (day < knownFrom || day > knownTo))
      say(`gives ${day}, which lies outside ${knownFrom} to ${knownTo}`)
  }
  if (knownTo !== '' && knownTo < knownFrom) item.fault('knownTo', 'is known to a day before it is known from.')
  return { holidays: new Set(days), knownFrom, knownTo }
}

const readCalendar = (item: Item, files: FilesBeside, faults: PathFault[]): Calendar => {
  const id = item.slug('id')
  const file = item.has('holidaysFrom') ? item.text('holidaysFrom') : undefined
  const closures = item.list('closures', `${item.about}, closure`, (closure) => {
    const [from, to] = [closure.day('from'), closure.day('to')]
    if (closure.has('what')) closure.text('what')
    if (to !== '' && to < from) closure.fault('to', 'ends before it begins.')
    return { from, to }
  })
  if (file === undefined) return { id, closures, ...readHolidays(item) }
  const beside: PathFault[] = []
  const holder = itemOf(files[file], [], `the file of ${item.about}`, beside)
  const holidays = readHolidays(holder)
  for (const key of ['id', 'source', 'licence']) if (holder.has(key)) holder.text(key)
  holder.done()
  if (files[file] !== undefined) faults.push(...beside.map((fault) => ({ ...fault, file })))
  return { id, closures, ...holidays }
}

const readGroup = (item: Item, priorities: readonly string[]): Group => ({
  id: item.slug('id'),
  name: item.text('name'),
  short: item.text('short'),
  ...(item.has('priority') ? { priority: item.reference('priority', 'priority', priorities) } : {}),
  ...(item.has('meets') ? { meets: item.text('meets') } : {}),
})

const readAgency = (item: Item, calendars: readonly string[]): Agency => {
  const channel = item.has('channel') ? item.map('channel', `the channel of ${item.about}`) : undefined
  const agency: Agency = {
    id: item.slug('id'),
    name: item.text('name'),
    short: item.text('short'),
    sector: item.oneOf('sector', sectors),
    asked: item.flag('asked'),
    calendar: item.reference('calendar', 'calendar', calendars),
    source: item.text('source'),
    ...(channel ? { channel: { team: channel.text('team'), channel: channel.text('channel') } } : {}),
  }
  channel?.done()
  return agency
}

const readLadder = (item: Item): Ladder => {
  const ladder: Ladder = {
    id: item.slug('id'),
    rungs: item.list('rungs', `${item.about}, rung`, (rung) => ({
      day: rung.whole('day'),
      to: rung.oneOf('to', rungTo),
    })),
  }
  if (ladder.rungs.length === 0) item.fault('rungs', 'has no rungs.')
  for (const [at, rung] of ladder.rungs.entries())
    if (at > 0 && rung.day <= (ladder.rungs[at - 1]?.day ?? rung.day))
      item.fault(
        'rungs',
        `has rung ${rung.day} after ${ladder.rungs[at - 1]?.day}; rungs go from the lowest day to the highest.`,
      )
  return ladder
}

/** Reads everything, faults and all, so that what hangs on it can be examined too. Use `readPartnership` where faults refuse it. */
export const examinePartnership = (raw: unknown, files: FilesBeside = {}): Examined => {
  const faults: PathFault[] = []
  const top = itemOf(raw, [], 'the partnership', faults)
  const noting = <Thing extends { readonly id: string }>(
    key: string,
    noun: string,
    read: (item: Item) => Thing,
  ): readonly Thing[] => {
    const places: { id: string; path: Item['path'] }[] = []
    const things = top.list(key, noun, (item) => {
      const thing = read(item)
      places.push({ id: thing.id, path: item.path })
      return thing
    })
    nameDuplicates(places, noun, faults)
    return things
  }

  const year = top.text('year')
  const [startsOn, endsOn] = [top.day('startsOn'), top.day('endsOn')]
  if (endsOn !== '' && startsOn !== '' && endsOn <= startsOn)
    top.fault('endsOn', `ends on ${endsOn}, which is not after it starts on ${startsOn}.`)
  if (year !== '' && !/^\d{4}-\d{2}$/.test(year))
    top.fault('year', `gives the year as “${year}”; it should be as in 2026-27.`)
  const calendars = noting('calendars', 'calendar', (item) => readCalendar(item, files, faults))
  for (const [at, { id, knownFrom, knownTo }] of calendars.entries())
    if (knownFrom !== '' && knownTo !== '' && startsOn !== '' && (knownFrom > startsOn || knownTo < endsOn))
      faults.push({
        path: ['calendars', at],
        say: `calendar “${id}” knows bank holidays from ${knownFrom} to ${knownTo}, which does not cover the year.`,
      })

  const priorities = noting(
    'priorities',
    'priority',
    (item): Priority => ({ id: item.slug('id'), name: item.text('name') }),
  )
  const groups = noting('groups', 'group', (item) => readGroup(item, idsOf(priorities)))
  const agencies = noting('agencies', 'agency', (item) => readAgency(item, idsOf(calendars)))
  const agencyTypes = noting(
    'agencyTypes',
    'type of agency',
    (item): AgencyType => ({
      id: item.slug('id'),
      name: item.text('name'),
      source: item.text('source'),
    }),
  )
  const ladders = noting('ladders', 'ladder', readLadder)
  const tools = noting('tools', 'tool', readTool)
  const known = { groups: idsOf(groups), priorities: idsOf(priorities), tools: idsOf(tools) }
  const programme = noting('programme', 'programme entry', (item) => readProgramme(item, known))
  const people = readPeople(top, { agencies: idsOf(agencies), groups: idsOf(groups) }, false, faults)

  const partnership: Partnership = {
    id: top.slug('id'),
    name: top.text('name'),
    year,
    startsOn,
    endsOn,
    labels: readLabels(top.map('labels', 'the labels')),
    calendars,
    groups,
    agencyTypes,
    agencies,
    priorities,
    programme,
    tools,
    ladders,
    people,
  }
  if (agencies.length === 0) top.fault('agencies', 'has no agency.')
  faults.push(
    ...sharedChannels(
      agencies.map(({ id, channel }, at) => ({
        agency: id,
        channel: channel?.channel,
        path: ['agencies', at, 'channel'],
      })),
    ),
  )
  top.done()
  return { partnership, faults }
}

/** Names every channel that is bound to a second agency: an agency's channel is its own alone (WORK X2). */
export const sharedChannels = (
  bindings: readonly { readonly agency: string; readonly channel: string | undefined; readonly path: Item['path'] }[],
): readonly PathFault[] => {
  const owners = new Map<string, string>()
  return bindings.flatMap(({ agency, channel, path }) => {
    const owner = channel === undefined ? undefined : owners.get(channel)
    if (channel !== undefined && owner === undefined) owners.set(channel, agency)
    return owner === undefined || owner === agency
      ? []
      : [
          {
            path,
            say: `agency “${agency}” is bound to the channel ${channel}, which is already bound to “${owner}”. A channel belongs to one agency alone.`,
          },
        ]
  })
}

/**
 * Reads a partnership's file (parsed) into a partnership, or names every fault by its path, all at once. `files` are the
 * files it names, parsed, by name.
 */
export const readPartnership = (
  raw: unknown,
  files: FilesBeside = {},
): { readonly partnership: Partnership } | { readonly faults: readonly PathFault[] } => {
  const { partnership, faults } = examinePartnership(raw, files)
  return faults.length > 0 ? { faults } : { partnership }
}
