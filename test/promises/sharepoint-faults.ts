import type { Faults, FaultTarget } from '../../graph/local/faults.ts'

/** How often what goes wrong with SharePoint, as shares of the requests and of each part of a `$batch`. */
export interface Weather {
  readonly throttled: number
  readonly unavailable: number
  readonly droppedBefore: number
  readonly droppedAfter: number
  readonly slow: number
  readonly lateDelta: number
  readonly expiredDelta: number
}

/** As bad as the promises are for. */
export const storm: Weather = {
  throttled: 0.3,
  unavailable: 0.1,
  droppedBefore: 0.1,
  droppedAfter: 0.1,
  slow: 0.1,
  lateDelta: 0.3,
  expiredDelta: 0.1,
}

// A connection is dropped, and an answer late, as a whole: a `$batch` with all its parts.
const isWhole = ({ inBatch }: FaultTarget) => !inBatch
const isDelta = ({ url }: FaultTarget) => /\/items\/delta\b/.test(url)
const always = Number.POSITIVE_INFINITY

/** Lets it blow until the faults are cleared. Told waits and slow answers are meant to be scaled down by `scale`. */
export const blow = (faults: Faults, weather: Weather, random: () => number, scale: number): void => {
  const one = (share: number, at: (target: FaultTarget) => boolean = () => true) => ({
    times: always,
    match: (target: FaultTarget) => at(target) && random() < share,
  })
  faults.add({ kind: 'deltaExpired', ...one(weather.expiredDelta, isDelta) })
  faults.add({ kind: 'delay', when: 'after', ms: 30_000 * scale, ...one(weather.lateDelta, isDelta) })
  faults.add({ kind: 'drop', when: 'before', ...one(weather.droppedBefore, isWhole) })
  faults.add({ kind: 'drop', when: 'after', ...one(weather.droppedAfter, isWhole) })
  faults.add({ kind: 'delay', ms: 20_000 * scale, ...one(weather.slow, isWhole) })
  // Each is asked only where the ones before did not strike, which their shares make up for.
  faults.add({ kind: 'answer', status: 429, retryAfter: 5, ...one(weather.throttled) })
  faults.add({ kind: 'answer', status: 503, retryAfter: 2, ...one(weather.unavailable / (1 - weather.throttled)) })
}

/** Nothing answers any more until the faults are cleared. */
export const outage = (faults: Faults): void => {
  faults.add({ kind: 'drop', when: 'before', times: always })
}
