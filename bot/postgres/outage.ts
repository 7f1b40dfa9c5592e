/**
 * SQLSTATE classes in which nothing is wrong with what was asked: the connection (08), disk, memory or connections run out
 * (53), the server ended or still starting (57P), its files or their disk (58), and a copy that takes no writes (25006).
 */
const states = /^(08|53|57P|58)|^25006$/

/** What the network says where nobody answers at the address. */
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** What the package `pg` says by words alone. */
const said =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether the database could not be reached or could keep nothing: to be tried again as it is, since no fault lies in what was asked. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return states.test(code) || network.has(code) || said.test(error.message)
}
