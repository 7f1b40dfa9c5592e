import { Template } from 'adaptivecards-templating'
import type { Card, Filled } from './card.ts'
import { secure } from './text.ts'

const isCard = (value: unknown): value is Card =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard'

/**
 * Prepares a template once (parsing it anew for each card costs four times as much) and gives the function that fills it.
 * `Data` is the template's derived input, which its type keeps complete.
 */
export const expander = <Data extends { readonly [name: string]: Filled }>(
  template: Filled,
): ((data: Data) => Card) => {
  const prepared = new Template(template)
  return (data) => {
    const card = secure(prepared.expand({ $root: data }) as { readonly [name: string]: Filled })
    if (!isCard(card)) throw new Error('A template must expand to an Adaptive Card.')
    return card
  }
}
