import { askSamples } from './ask/samples.ts'
import { digestSamples } from './digest/samples.ts'
import { helpSamples } from './help/samples.ts'
import { nilSamples } from './nil/samples.ts'
import { receiptSamples } from './receipt/samples.ts'
import { refusalSamples } from './refusal/samples.ts'
import { reverseNilSamples } from './reverse-nil/samples.ts'
import type { Sample } from './sample.ts'
import { shortFormSamples } from './short-form/samples.ts'

/** Every sample card there is: what the gallery shows and the checker holds. */
export const samples: readonly Sample[] = [
  ...askSamples,
  ...digestSamples,
  ...nilSamples,
  ...reverseNilSamples,
  ...receiptSamples,
  ...refusalSamples,
  ...helpSamples,
  ...shortFormSamples,
]
