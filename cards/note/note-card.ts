import { sayDay } from '../../assurance/dates.ts'
import type { Definition } from '../../assurance/definition.ts'
import type { Tiding } from '../../assurance/effects.ts'
import type { Agency, Labels } from '../../assurance/partnership.ts'
import type { Round, View } from '../../assurance/record.ts'
import { type PersonRef, samePerson } from '../../assurance/who.ts'
import { isOfPeople, ownViews } from '../ask/case-line.ts'
import { quoted } from '../ask/line-notes.ts'
import type { Card, Filled } from '../card.ts'
import { expander } from '../expand.ts'
import { mentionOf, teamsOf } from '../mention.ts'
import { type Links, requestPage, roundPage, theUnit } from '../small-print.ts'
import { told } from '../text.ts'
import { nameThem } from '../waiting.ts'
import { noteTemplate } from './template.ts'

/** What a note needs: `NoteWanted` with the names that say it. */
export interface NoteInput {
  readonly labels: Labels
  readonly round: Round
  readonly agency: Pick<Agency, 'id' | 'name'>
  readonly views: readonly View[]
  readonly what: Tiding
  /** Mentioned by name; nobody where the whole channel is meant. */
  readonly to?: PersonRef
  readonly by: PersonRef
  /** The titles of the parts somebody may be invited to come from here. */
  readonly definitions: ReadonlyMap<string, Definition>
  readonly links: Links
}

const expand = expander<{
  readonly msteams: Filled
  readonly heading: string
  readonly say: string
  readonly words: readonly { readonly line: string }[]
  readonly link: string
}>(noteTemplate)

const headings: { readonly [Name in Tiding]: string } = {
  answered: 'Your question has an answer',
  granted: 'There is more time',
  refused: 'No more time this time',
  handed: 'Handed to a colleague',
  invited: 'Invited to a part',
  'sent-back': 'Sent back with a question',
  moved: 'The due date has changed',
}

interface Said {
  readonly say: string
  /** Somebody's words, each on a line of its own. */
  readonly words?: readonly (string | undefined)[]
}

const partsOf = ({ views, to, definitions }: NoteInput): string => {
  const titles = views.flatMap(({ request }) =>
    (request.parts ?? [])
      .filter((part) => to !== undefined && samePerson(part.to, to))
      .map(({ part }) => definitions.get(request.definition)?.parts?.find(({ id }) => id === part)?.title ?? 'a part'),
  )
  return told([...new Set(titles)].join(', ') || 'a part', 160)
}

const daysOf = (views: readonly View[]): string =>
  [...new Set(views.map(({ request }) => request.dueOn))].toSorted().map(sayDay).join(', ')

const saying: { readonly [Name in Tiding]: (input: NoteInput, what: string, whom: string) => Said } = {
  answered: ({ by, views }, what, whom) => ({
    say: `${whom}${told(by.name, 80)} has answered the question about ${what}. It stands on the card too.`,
    words: views.map(({ request }) => request.question?.answer?.text),
  }),
  granted: ({ views, labels }, what, whom) => ({
    say: `${whom}${theUnit(labels)} has given more time for ${what}: the new day is ${daysOf(views)}. Nobody is reminded before its time.`,
  }),
  refused: ({ views, labels }, what, whom) => ({
    say: `${whom}${theUnit(labels)} could not give more time for ${what}. It is due on ${daysOf(views)}; if that cannot be met, please ask a question from the card, and we will find a way with you.`,
    words: views.map(({ request }) => request.extension?.decided?.reason),
  }),
  handed: ({ views, by }, what, whom) => ({
    say: `${whom}${told(by.name, 80)} has handed you ${what}. It is due on ${daysOf(views)}, and you can answer it from the card above.`,
  }),
  invited: (input, what, whom) => ({
    say: `${whom}${told(input.by.name, 80)} invites you to ${partsOf(input)} for ${what}. Choose “Complete” on the card above: you see your own part only, and it is read by your colleagues once you hand it in.`,
  }),
  'sent-back': ({ views }, what) => ({
    say: `There is a question about ${what}. Please answer it from the card above; what you returned is still there to start from.`,
    words: views.map(({ request }) => request.reason),
  }),
  moved: ({ views, labels }, what) => ({
    say: `${theUnit(labels)} has changed the day for ${what}: it is due on ${daysOf(views)}.`,
    words: views.map(({ request }) => request.moved?.reason),
  }),
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * What happened to an agency's requests, in the thread of their card, with a mention where it is somebody's own (WORK R5,
 * R6). Where people are asked nobody is named and nothing quoted: both could tell who they are (WORK P2).
 */
export const noteCard = (given: NoteInput): Card => {
  const { round, agency, what, to, links } = given
  const views = ownViews(given.views, round, agency)
  const [first] = views
  const ofPeople = isOfPeople(views)
  const mention = to && !ofPeople ? mentionOf(to) : undefined
  const named = views.some(({ request }) => request.caseRef ?? request.about)
  const about = ofPeople || !named ? `“${told(round.title, 120)}”` : nameThem(views)
  const { say, words = [] } = saying[what]({ ...given, views }, about, mention ? `${mention.text}, ` : '')
  return expand({
    msteams: teamsOf(mention),
    heading: ofPeople && what === 'answered' ? 'A question has an answer' : headings[what],
    say: capital(say),
    words: ofPeople ? [] : [...new Set(words.flatMap((text) => (text ? quoted(text) : [])))].map((line) => ({ line })),
    link: links.tab(views.length === 1 && first && !ofPeople ? requestPage(first.request) : roundPage(round)),
  })
}
