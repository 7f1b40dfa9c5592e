import { setTimeout as pause } from 'node:timers/promises'
import type { Errand } from '../../assurance/register.ts'
import type { Budget } from '../budget.ts'
import { answerUnsent, type Exchange, middleware } from './middleware.ts'
import type { Waits } from './retry-after.ts'
import { resourceUnits } from './traffic.ts'

/** What a request is for and what it costs, where its method and address do not say it: a `$batch`. */
export class Price {
  readonly errand: Errand
  readonly units: number | undefined
  constructor(errand: Errand, units?: number) {
    this.errand = errand
    this.units = units
  }
}

const priceOf = ({
  middlewareControl,
  options,
  request,
}: Exchange): { readonly errand: Errand; readonly units: number } => {
  const given = middlewareControl?.getMiddlewareOptions(Price)
  const { errand, units } = given instanceof Price ? given : new Price('answer')
  return { errand, units: units ?? resourceUnits(options.method, request) }
}

/**
 * Sends only what the budget has room for, and every try anew, since SharePoint charges each. Waits for room as long as
 * the client sits out any wait; then it answers 429 itself, with the time after which there may be room.
 */
export const budgeted = (budget: Budget, { longestMs, scale }: Pick<Waits, 'longestMs' | 'scale'>) =>
  middleware(async (exchange, next) => {
    const { errand, units } = priceOf(exchange)
    let leftMs = longestMs
    for (;;) {
      const told = units === 0 ? 'taken' : await budget.take(errand, units)
      if (told === 'taken') return next()
      if (told.afterMs > leftMs) {
        const say = 'Sightline has asked Microsoft Graph for as much as it may for now.'
        exchange.response = answerUnsent(429, 'budgetSpent', say, {
          'retry-after': String(Math.ceil(told.afterMs / 1000)),
        })
        return
      }
      leftMs -= told.afterMs
      await pause(told.afterMs * scale)
    }
  })
