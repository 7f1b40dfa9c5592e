import { askSamples } from './ask/samples.ts'
import { digestSamples } from './digest/samples.ts'
import { doorSamples } from './door/samples.ts'
import { escalationSamples } from './escalation/samples.ts'
import { helpSamples } from './help/samples.ts'
import { listSamples } from './list/samples.ts'
import { moreSamples } from './more/samples.ts'
import { moveFormSamples } from './move-form/samples.ts'
import { nilSamples } from './nil/samples.ts'
import { noteSamples } from './note/samples.ts'
import { receiptSamples } from './receipt/samples.ts'
import { refusalSamples } from './refusal/samples.ts'
import { remindSamples } from './remind/samples.ts'
import { reverseNilSamples } from './reverse-nil/samples.ts'
import type { Sample } from './sample.ts'
import { sharedSamples } from './shared/samples.ts'
import { shortFormSamples } from './short-form/samples.ts'
import { thanksSamples } from './thanks/samples.ts'
import { unkeptSamples } from './unkept/samples.ts'
import { welcomeSamples } from './welcome/samples.ts'

/** Every sample card there is: what the gallery shows and the checker holds. */
export const samples: readonly Sample[] = [
  ...askSamples,
  ...digestSamples,
  ...remindSamples,
  ...thanksSamples,
  ...noteSamples,
  ...escalationSamples,
  ...sharedSamples,
  ...nilSamples,
  ...reverseNilSamples,
  ...moveFormSamples,
  ...moreSamples,
  ...shortFormSamples,
  ...receiptSamples,
  ...refusalSamples,
  ...unkeptSamples,
  ...listSamples,
  ...doorSamples,
  ...helpSamples,
  ...welcomeSamples,
]
