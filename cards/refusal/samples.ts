import type { Sample } from '../sample.ts'
import { refusalCard } from './refusal-card.ts'

export const refusalSamples: readonly Sample[] = [
  {
    name: 'refusal-second-submission',
    title: 'Refusal: somebody answered first',
    card: () =>
      refusalCard({
        say: 'Ash Marlow (sample) returned this on 24 Nov 2026, 10:32. Open it again to read it; you can correct it until it is reviewed.',
        wayForward: 'What you typed is kept as your draft.',
        inDialog: true,
      }),
  },
  {
    name: 'refusal-other-agency',
    title: 'Refusal: another agency’s request',
    card: () =>
      refusalCard({
        say: 'This request belongs to another agency or role, so it cannot be answered from here. Ask the SSU if it should be yours.',
      }),
  },
]
