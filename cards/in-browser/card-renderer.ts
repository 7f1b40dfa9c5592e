import {
  type Action,
  AdaptiveCard,
  ExecuteAction,
  HostConfig,
  type Input,
  OpenUrlAction,
  SubmitAction,
} from 'adaptivecards'
import { hostConfigOf, type ThemeName } from '../host-config.ts'
import { markdownToHtml } from './markdown.ts'
import { toggleOverflowMenu } from './overflow-menu.ts'

/** A card, or what is sent from one, as plain JSON. */
type JsonObject = Readonly<Record<string, unknown>>

/** What somebody did on a card, with what they entered. */
export type CardAction =
  | { readonly kind: 'execute'; readonly id: string; readonly verb: string; readonly data: JsonObject }
  | { readonly kind: 'submit'; readonly data: JsonObject }
  | { readonly kind: 'open'; readonly url: string }

/** A card on the page. `values` are what its inputs hold, by input id, to be kept where it is drawn anew. */
export interface RenderedCard {
  readonly element: HTMLElement
  values(): ReadonlyMap<string, string>
}

AdaptiveCard.onProcessMarkdown = (text, result) => {
  // A mention inside a card is bold text; the name is the sender's, so nothing of it is taken as markup.
  result.outputHtml = markdownToHtml(text.replace(/<at>([^<]*)<\/at>/g, '**$1**'))
  result.didProcess = true
}

const dataOf = (data: unknown): JsonObject =>
  typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {}

const readAction = (action: Action): CardAction | undefined => {
  if (action instanceof ExecuteAction) {
    return { kind: 'execute', id: action.id ?? '', verb: action.verb ?? '', data: dataOf(action.data) }
  }
  if (action instanceof SubmitAction) return { kind: 'submit', data: dataOf(action.data) }
  if (action instanceof OpenUrlAction && action.url) return { kind: 'open', url: action.url }
  return undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const sentValue = (input: Input): string => ('defaultValue' in input ? textOf(input.defaultValue) : '')

/** Lets a value typed earlier stand where the card is drawn anew. */
const restore = (input: Input, kept: ReadonlyMap<string, string>): void => {
  const value = input.id === undefined ? undefined : kept.get(input.id)
  if (value === undefined || !('defaultValue' in input)) return
  const isNumber = input.getJsonTypeName() === 'Input.Number'
  Object.assign(input, { defaultValue: isNumber ? (value === '' ? undefined : Number(value)) : value })
}

/** Marks what the renderer leaves unsaid to assistive technology. */
const describe = (element: HTMLElement): void => {
  element.removeAttribute('tabindex')
  element.removeAttribute('aria-live')
  for (const image of element.querySelectorAll('img:not([alt])')) image.setAttribute('alt', '')
  for (const link of element.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
  }
}

/**
 * Draws a card with Microsoft's renderer as Teams does (PLATFORM §C: up to version 1.5). Undefined where the
 * renderer can make nothing of it.
 */
export const renderCard = (settings: {
  card: JsonObject
  theme: ThemeName
  kept: ReadonlyMap<string, string>
  onAction: (action: CardAction) => void
}): RenderedCard | undefined => {
  const card = new AdaptiveCard()
  card.hostConfig = new HostConfig(hostConfigOf(settings.theme))
  card.parse(settings.card)
  card.onExecuteAction = (action) => {
    const read = readAction(action)
    if (read) settings.onAction(read)
  }
  card.onDisplayOverflowActionMenu = (actions, opener) => {
    if (opener) toggleOverflowMenu(actions, opener)
    return true
  }
  card.onAnchorClicked = (_element, anchor) => {
    settings.onAction({ kind: 'open', url: anchor.href })
    return true
  }
  const sent = new Map(card.getAllInputs().map((input) => [input, sentValue(input)]))
  for (const input of sent.keys()) restore(input, settings.kept)
  const element = card.render()
  if (!element) return undefined
  describe(element)
  return {
    element,
    values: () =>
      new Map(
        [...sent].flatMap(([input, value]) => {
          const entered = textOf(input.value)
          return input.id !== undefined && entered !== value ? [[input.id, entered] as const] : []
        }),
      ),
  }
}
