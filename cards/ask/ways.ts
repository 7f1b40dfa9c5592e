import type { Definition } from '../../assurance/definition.ts'
import { mayNow } from '../../assurance/may-now.ts'
import { moveWords } from '../../assurance/move-forms.ts'
import type { View } from '../../assurance/record.ts'
import { type Doing, isOpen, type Request } from '../../assurance/request.ts'
import type { Actor } from '../../assurance/who.ts'
import type { Element } from '../card.ts'
import { type CardPlace, dialogPayload, type FormVerb, payload } from '../verbs.ts'
import { refOf } from './case-line.ts'

/** Teams' store rules: six buttons a card at most, those in its menu among them (PLATFORM §C). */
const buttonsAtMost = 6

/** Ways on that stand in the card's menu, in this order, with the word each has where it is folded away. */
export const secondaryWays = {
  'ask-extension': 'more time',
  'hand-over': 'a colleague',
  'ask-question': 'a question',
  share: 'share early',
  invite: 'invite to a part',
} as const satisfies { readonly [Name in FormVerb | 'share']: string }
export type SecondaryWay = keyof typeof secondaryWays
const secondaryOrder = Object.keys(secondaryWays) as SecondaryWay[]

/** Somebody who answers for the agency, whoever reads the card: each press is authorised anew. */
const anyone = (request: Request): Actor => ({
  oid: request.person?.oid ?? 'anyone',
  tid: request.person?.tid ?? 'anyone',
  name: '',
  holds: [{ role: 'representative', agency: request.agency }],
  ...(request.pseudonym ? { pseudonym: request.pseudonym } : {}),
})

/** What a request's agency may do to it now, as the table of moves and its definition have it. */
export const mayBeDone = (
  { request }: View,
  { definition, closed }: { readonly definition: Definition | undefined; readonly closed: boolean },
): readonly Doing[] => (definition ? mayNow(anyone(request), { request, definition, closed }) : [])

/** One request with what may be done to it. */
export interface Possible {
  readonly view: View
  readonly may: readonly Doing[]
}

/** Whether it waits for an answer that can be given now; correcting a return is done where the return is read. */
export const isAnswerableNow = ({ view, may }: Possible): boolean => isOpen(view.request) && may.includes('return')

const dialog = (title: string, data: Element[string], secondary = false): Element => ({
  type: 'Action.Submit',
  title,
  ...(secondary ? { mode: 'secondary' } : {}),
  data,
})

const withSecondary = (primary: readonly Element[], ways: readonly SecondaryWay[], place: CardPlace) => {
  const button = (way: SecondaryWay) => dialog(moveWords[way], dialogPayload(way, place), true)
  const room = buttonsAtMost - primary.length
  if (ways.length <= room) return [...primary, ...ways.map(button)]
  const folded = ways.slice(room - 1)
  const more = `More: ${folded.map((way) => secondaryWays[way]).join(', ')}`
  return [...primary, ...ways.slice(0, room - 1).map(button), dialog(more, dialogPayload('more', place), true)]
}

/** The card's buttons: what is done most stands on it, the rest in its menu, and what is more in a dialog (WORK R2, R3, R5, R9). */
export const waysOn = (
  possible: readonly Possible[],
  given: { readonly place: CardPlace; readonly link: string; readonly ofPeople: boolean; readonly awaitsKey: boolean },
): readonly Element[] => {
  const { place, link, ofPeople, awaitsKey } = given
  const can = (doing: Doing) => possible.some(({ may }) => may.includes(doing))
  const answerable = possible.filter(isAnswerableNow)
  const only = answerable.length === 1 && !ofPeople ? answerable[0]?.view.request : undefined
  const complete = ofPeople ? 'Answer' : only?.caseRef ? `Complete ${refOf(only)}` : 'Complete'
  const confirm = payload('confirm-key', place)
  const primary: readonly Element[] = [
    ...(awaitsKey
      ? [
          {
            type: 'Action.Execute',
            title: moveWords['confirm-key'],
            verb: 'confirm-key',
            data: confirm,
            fallback: { type: 'Action.Submit', title: moveWords['confirm-key'], data: confirm },
          },
        ]
      : []),
    ...(answerable.length > 0 ? [dialog(complete, dialogPayload('complete', place, only?.key))] : []),
    ...(can('nil') ? [dialog(moveWords.nil, dialogPayload('nil', place))] : []),
    ...(can('reverse-nil') ? [dialog('Reverse a nil return', dialogPayload('reverse-nil', place))] : []),
    { type: 'Action.OpenUrl', title: 'Open in Sightline', url: link },
  ]
  // What one person asks or hands on would tell the others who they are; they do it from their own page (WORK P2).
  const ways = secondaryOrder.filter((way) => way === 'share' || (!ofPeople && can(way)))
  return withSecondary(primary, ways, place)
}
