import type { Partnership } from '../../assurance/partnership.ts'
import type { Person } from '../../assurance/who.ts'
import { askDoorCard, shareDoorCard } from '../../cards/door/door-card.ts'
import type { CommandName } from '../../cards/help/commands.ts'
import { helpCard } from '../../cards/help/help-card.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import type { Answer, Arrival } from '../seam.ts'
import type { ArrivalRoom } from './arrival-room.ts'
import { dueList, mineList, statusList } from './lists.ts'
import { mayAsk, mayShare, whoMayAsk, whoMayShare } from './open-pages.ts'
import { sightOf } from './sight.ts'
import { personOf } from './standing.ts'

type Message = Extract<Arrival, { sort: 'message' }>

const greetings = ['', 'help', 'hi', 'hello', 'hey', 'start', 'hallo', '?']
const otherWords: { readonly [word: string]: CommandName } = { list: 'mine', todo: 'due', 'to do': 'due', open: 'due' }
const isCommand = (word: string): word is CommandName =>
  ['mine', 'due', 'status', 'ask', 'share', 'help'].includes(word)

/** What somebody typed: a command with the words behind it, in any case and with whatever stands around it; else undefined. */
export const readCommandLine = (text: string): { readonly name: CommandName; readonly words: string } | undefined => {
  const said = text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^@?sightline\b[\s,:;!.-]*/i, '')
    .replace(/^[/!]+/, '')
    .replace(/[\s.!,;:]+(please|thanks|thank you)[\s.!]*$/i, '')
    .trim()
  const whole = said.toLowerCase().replace(/[\s.!,;:]+$/, '')
  if (greetings.includes(whole)) return { name: 'help', words: '' }
  const other = otherWords[whole]
  if (other) return { name: other, words: '' }
  const [, first = '', words = ''] = /^([\p{L}]+)[\s:,]*(.*)$/u.exec(said) ?? []
  const name = first.toLowerCase()
  if (!isCommand(name)) return undefined
  // Only `status` takes words; anything else with words behind it is a sentence, not a command.
  const rest = words.replace(/[\s.!?,;:]+$/, '')
  return name === 'status' || rest === '' ? { name, words: rest } : undefined
}

const say = (sentence: string): Answer => ({ card: refusalCard({ say: sentence }) })

const askDoor = (partnership: Partnership, person: Person): Answer =>
  mayAsk(person) ? { card: askDoorCard(partnership) } : say(whoMayAsk(partnership))

/** In a channel one shares for the agency it is bound to, in person for every agency one answers for. */
const shareDoor = (partnership: Partnership, person: Person, { place }: Message): Answer => {
  const here = partnership.agencies.filter(({ id, channel }) =>
    place.personal
      ? person.holds.some((held) => held.agency === id)
      : channel !== undefined && channel.channel === place.channel,
  )
  const agencies = here.filter(({ id }) => mayShare(person, id))
  if (agencies.length > 0)
    return { card: shareDoorCard({ labels: partnership.labels, partnership: partnership.id, agencies }) }
  const [agency] = here
  return say(
    agency
      ? whoMayShare(agency.name, partnership)
      : `Agencies share early in their own name, and you answer for none here. Write to the ${partnership.labels.ssu} at ${partnership.labels.ssuMailbox}.`,
  )
}

/** Answers what somebody typed, in a channel or in person: a command, or help with a way forward (Teams' store rules). */
export const onCommand = async (room: ArrivalRoom, message: Message): Promise<Answer> => {
  const { views, links } = room
  const command = readCommandLine(message.text)
  const partnership = await views.partnership()
  if (!command || command.name === 'help')
    return { card: helpCard({ labels: partnership.labels, links, lost: command === undefined }) }
  if (command.name === 'ask' || command.name === 'share') {
    const person = personOf(partnership, message.by)
    if ('refusal' in person) return say(person.refusal.say)
    return command.name === 'ask' ? askDoor(partnership, person) : shareDoor(partnership, person, message)
  }
  const sight = await sightOf(room, message)
  if ('refusal' in sight) return say(sight.refusal.say)
  if (command.name === 'mine') return { card: mineList(room, sight) }
  return { card: command.name === 'due' ? dueList(room, sight) : statusList(room, sight, command.words) }
}
