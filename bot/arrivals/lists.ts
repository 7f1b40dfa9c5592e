import { londonTime } from '../../assurance/dates.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import type { Card } from '../../cards/card.ts'
import { type ListLine, type ListSection, listCard } from '../../cards/list/list-card.ts'
import { agencyLine, type LineGiven, ownLine, soonestDue, wholeLine } from '../../cards/list/round-lines.ts'
import { sampleNote } from '../../cards/small-print.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import type { OwnRound, Sight } from './sight.ts'

const givenFor = ({ clock, links }: ArrivalRoom, { partnership }: Sight, agency?: Agency): LineGiven => {
  const { calendars } = partnership
  const calendar = calendars.find(({ id }) => id === agency?.calendar) ?? calendars[0]
  if (!calendar) throw new Error(`${partnership.id} has no calendar`)
  return { today: londonTime(clock.now()).day, calendar, links }
}

const hasOpen = ({ round, views }: OwnRound): boolean => !round.closed && views.some(({ request }) => isOpen(request))

const bySoonest = (one: OwnRound, other: OwnRound): number => {
  const [first = '9999', second = '9999'] = [soonestDue(one.views), soonestDue(other.views)]
  return first === second ? one.round.title.localeCompare(other.round.title, 'en') : first < second ? -1 : 1
}

/** Sections that hold a line for each of these rounds: each agency's own, then those seen as a whole. */
const sectionsOf = (room: ArrivalRoom, sight: Sight, keep: (one: OwnRound) => boolean): readonly ListSection[] => {
  const own = sight.own.map(({ agency, rounds }) => ({
    title: agency.name,
    lines: rounds
      .filter(keep)
      .toSorted(bySoonest)
      .map(({ round, views }) => ownLine(round, views, givenFor(room, sight, agency))),
  }))
  const whole = {
    title: sight.wholeTitle,
    lines: sight.whole
      .filter(keep)
      .toSorted(bySoonest)
      .map(({ round, views }) => wholeLine(round, views, sight.partnership.agencies, givenFor(room, sight))),
  }
  return [...own, whole].filter(({ lines }) => lines.length > 0)
}

const roundsOf = ({ own, whole }: Sight): readonly Round[] => [
  ...new Map([...own.flatMap(({ rounds }) => rounds), ...whole].map(({ round }) => [round.id, round])).values(),
]

const sampleOf = (sight: Sight): string =>
  roundsOf(sight)
    .map(sampleNote)
    .find((note) => note !== '') ?? ''

const list = (
  { links }: ArrivalRoom,
  sight: Sight,
  said: { heading: string; intro: string; sections: readonly ListSection[]; none: string },
): Card => {
  const { heading, sections, none } = said
  const intro = sections.length === 0 ? none : said.intro
  const { labels } = sight.partnership
  return listCard({ labels, heading, intro, sections, sample: sampleOf(sight), link: links.tab('returns') })
}

/** Answers `mine`: everything asked and not closed, and how it stands. */
export const mineList = (room: ArrivalRoom, sight: Sight): Card =>
  list(room, sight, {
    heading: 'Asked, and how it stands',
    intro: 'Everything that is not closed, the soonest first.',
    sections: sectionsOf(room, sight, ({ round }) => !round.closed),
    none: 'Nothing is asked of you here at the moment.',
  })

/** Answers `due`: what is still open, the soonest first. */
export const dueList = (room: ArrivalRoom, sight: Sight): Card =>
  list(room, sight, {
    heading: 'Still open',
    intro: 'What still waits for an answer, the soonest first.',
    sections: sectionsOf(room, sight, hasOpen),
    none: 'Nothing is open here. Thank you.',
  })

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replaceAll(/[’‘']/g, '’')
    .replaceAll(/[“”"]/g, '')
    .replaceAll(/[^\p{L}\p{N}’]+/gu, ' ')
    .trim()

/** The round meant by its id or by a part of its title that no other's has; else all that could be meant. */
const roundsMeant = (rounds: readonly Round[], words: string): readonly Round[] => {
  const wanted = plain(words)
  if (wanted === '') return []
  const exact = rounds.filter(({ id, title }) => plain(id) === wanted || plain(title) === wanted)
  if (exact.length === 1) return exact
  return rounds.filter(({ id, title }) => plain(id).includes(wanted) || plain(title).includes(wanted))
}

const choose = (room: ArrivalRoom, sight: Sight, meant: readonly Round[]): Card => {
  const all = roundsOf(sight)
  const offered = meant.length > 1 ? meant : all
  const lines = offered.map(
    ({ id, title, closed }): ListLine => ({
      icon: '○',
      colour: 'default',
      title,
      say: `status ${id}${closed ? ' (closed)' : ''}`,
    }),
  )
  return list(room, sight, {
    heading: 'Which round?',
    intro:
      meant.length > 1
        ? 'Several have these words in their title. Say “status” with one of the following.'
        : 'Say “status” with one of the following, or with some words of a title.',
    sections: lines.length > 0 ? [{ title: '', lines }] : [],
    none: 'There is no round that you can see from here.',
  })
}

/** Answers `status`: one round as far as somebody may see it, or the rounds to choose from. */
export const statusList = (room: ArrivalRoom, sight: Sight, words: string): Card => {
  const meant = roundsMeant(roundsOf(sight), words)
  const [round] = meant
  if (!round || meant.length > 1) return choose(room, sight, meant)
  const isIt = (one: OwnRound) => one.round.id === round.id
  const whole = sight.whole.find(isIt)
  const { agencies } = sight.partnership
  const lines = agencies.flatMap((agency) => {
    const views = whole?.views.filter(({ request }) => request.agency === agency.id) ?? []
    return views.length > 0 ? [{ agency, views, open: views.some(({ request }) => isOpen(request)) }] : []
  })
  const waitingFirst = [...lines.filter(({ open }) => open), ...lines.filter(({ open }) => !open)]
  return list(room, sight, {
    heading: 'How it stands',
    intro: round.closed ? 'This round is closed.' : 'As it stands now.',
    sections: [
      ...sectionsOf(room, sight, isIt),
      ...(whole
        ? [
            {
              title: 'By agency',
              lines: waitingFirst.map(({ agency, views }) => agencyLine(agency, views, givenFor(room, sight, agency))),
            },
          ]
        : []),
    ],
    none: 'There is nothing of this round that you can see from here.',
  })
}
