import MarkdownIt from 'markdown-it'

/** Everything in a card, outermost first. */
export const partsOf = (value: unknown): readonly { readonly [name: string]: unknown }[] => {
  if (Array.isArray(value)) return value.flatMap(partsOf)
  if (typeof value !== 'object' || value === null) return []
  const part = value as { readonly [name: string]: unknown }
  return [part, ...Object.values(part).flatMap(partsOf)]
}

// All of Markdown, HTML and bare links included: more than Teams reads, so that what stays text here stays text there.
const markdown = new MarkdownIt({ html: true })

/** What a reader sees of a text that Teams reads as Markdown; throws where anything in it became markup. */
export const shown = (text: string): string => {
  const html = markdown.render(text).trim()
  const inside = /^<p>([^<]*)<\/p>$/.exec(html)?.[1] ?? (html === '' ? '' : undefined)
  if (inside === undefined) throw new Error(`this became markup: ${html}`)
  return withoutJoiners(
    inside.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? ''),
  )
}

/** The invisible character that keeps braces and brackets apart, taken out. */
export const withoutJoiners = (text: string): string => text.replaceAll('\u2060', '')

/** Every text of a card that Teams reads as Markdown, as a reader sees it. */
export const textsOf = (card: unknown): readonly string[] =>
  partsOf(card).flatMap((part) => {
    if (part['type'] === 'TextBlock' && typeof part['text'] === 'string') return [shown(part['text'])]
    if (part['type'] !== 'FactSet') return []
    return partsOf(part['facts']).flatMap(({ title, value }) => [shown(String(title)), shown(String(value))])
  })

/** The titles of a card's buttons, in order; an Execute's fallback is the same button. */
export const buttonsOf = (card: unknown): readonly string[] =>
  partsOf(card).flatMap((part) =>
    Array.isArray(part['actions']) ? part['actions'].map((action: { title: string }) => action.title) : [],
  )

/** What each input holds, by id. */
export const valuesOf = (card: unknown): { readonly [id: string]: unknown } =>
  Object.fromEntries(
    partsOf(card)
      .filter(({ type }) => String(type).startsWith('Input.'))
      .map((input) => [String(input['id']), input['value']]),
  )
