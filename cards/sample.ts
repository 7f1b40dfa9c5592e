import type { Card } from './card.ts'

/** One card of the gallery: its name becomes its file, its title says what to look at. */
export interface Sample {
  readonly name: string
  readonly title: string
  readonly card: () => Card
}
