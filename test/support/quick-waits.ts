import { usualWaits, type Waits } from '../../bot/waits.ts'

/** The product's waits scaled down, so that a test lives through an outage in moments. */
export const quickWaits: Waits = {
  ...usualWaits,
  lingerMs: 40,
  sweepMs: 500,
  remindMs: 500,
  pollMs: 500,
  stepBackMs: 10,
  stepBackAtMostMs: 200,
  scale: 0.01,
}
