import { readFileSync } from 'node:fs'
import { findRoute } from '../../../graph/local/routes.ts'

/** What some work asked of Graph: HTTP requests (one `$batch` is one) and resource units. */
export interface Cost {
  readonly requests: number
  readonly units: number
}

interface Exchange {
  readonly method: string
  readonly url: string
  readonly requestBody: { readonly requests?: readonly { readonly method: string; readonly url: string }[] } | null
}

const priceOf = (method: string, url: string): number => {
  const [path = '', search = ''] = url.replace(/^\/v1\.0/, '').split(/\?(.*)/s)
  return findRoute(method, path, new URLSearchParams(search)).units
}

const partsOf = ({ method, url, requestBody }: Exchange) =>
  url.endsWith('/$batch') ? (requestBody?.requests ?? []) : [{ method, url }]

const isDelta = ({ url }: { readonly url: string }) => /\/items\/(?:microsoft\.graph\.)?delta\b/.test(url)

const sum = (exchanges: readonly Exchange[]): Cost => ({
  requests: exchanges.length,
  units: exchanges.flatMap(partsOf).reduce((units, { method, url }) => units + priceOf(method, url), 0),
})

/**
 * Reads what the running product asked of Graph from its wire log (DESIGN §10), at local Graph's own prices. The sweeps of
 * the mirror run by the clock beside all other work, so they are told apart: a request of nothing but deltas is a sweep.
 */
export const openWire = (file: string) => {
  const read = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Exchange)
  const isSweep = (exchange: Exchange) => partsOf(exchange).every(isDelta)
  return {
    /** How far it has come; a place to count from. */
    place: (): number => read().length,
    total: (): Cost => sum(read()),
    /** The first request for changes, where the making of lists has ended. */
    firstSweep: (): number => read().findIndex(isSweep),
    work: (from: number, to?: number): Cost =>
      sum(
        read()
          .slice(from, to)
          .filter((one) => !isSweep(one)),
      ),
    sweeps: (from: number, to?: number): Cost => sum(read().slice(from, to).filter(isSweep)),
  }
}
