/** What a template is filled with: plain data with nothing missing, since a missing value would leave `${name}` on the card. */
export type Filled = string | number | boolean | readonly Filled[] | { readonly [name: string]: Filled }

/** An element or action of a card, as the templates and the derived inputs write it. */
export type Element = { readonly type: string; readonly [name: string]: Filled }

/** One expanded Adaptive Card 1.5, ready to send: under 28 KB, every value in it harmless (`text.ts`). */
export type Card = { readonly type: 'AdaptiveCard'; readonly version: '1.5'; readonly [name: string]: Filled }

/** The colours a state may have. The word beside it carries the meaning, never the colour alone. */
export type Colour = 'default' | 'accent' | 'good' | 'warning' | 'attention'

/** What every card of the product starts with. */
export const cardHead = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  msteams: { width: 'Full' },
} as const
