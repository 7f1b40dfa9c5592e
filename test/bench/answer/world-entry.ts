import { readConfig } from '../../../bot/config.ts'
import { startWorld } from '../../../bot/open-world.ts'
import { logNormal } from '../../../graph/local/faults.ts'
import { randomFrom } from '../../promises/traffic.ts'

/** What SharePoint is like while answers come in; the same draws in every run. */
export interface Weather {
  readonly medianMs: number
  readonly p99Ms: number
  /** Share of the requests that are answered 429, and the seconds they are told to wait. */
  readonly throttled: number
  readonly retryAfter: number
}

/** The local world in a process of its own, so that it shares no event loop with what is measured. */
const read = readConfig()
if ('fault' in read) throw new Error(read.fault)
const world = await startWorld(read.config, (line) => console.error(line))
const { faults, meter } = world.localGraph
meter.limit(undefined)

process.on('message', (weather: Weather | 'fair') => {
  faults.clear()
  faults.slow(undefined)
  if (weather !== 'fair') {
    const random = randomFrom(1)
    faults.slow(logNormal(weather.medianMs, weather.p99Ms, random))
    faults.add({
      kind: 'answer',
      status: 429,
      retryAfter: weather.retryAfter,
      times: Number.POSITIVE_INFINITY,
      match: ({ inBatch }) => !inBatch && random() < weather.throttled,
    })
  }
  process.send?.({ set: true })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: world.origin })
