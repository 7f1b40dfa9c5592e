import type { TokenSource } from '../sign-in.ts'
import { answerInstead, middleware } from './middleware.ts'

/**
 * Puts the application's token on every request. A 401 renews it once and asks again: what was refused for its token was
 * not done. Where no token can be had nothing is sent, and the answer says so as a 503.
 */
export const authentication = (tokens: TokenSource) =>
  middleware(async (exchange, next) => {
    const send = async (anew: boolean) => {
      const token = await tokens(anew)
      if ('failed' in token) {
        exchange.response = answerInstead(503, 'signInFailed', token.failed)
        return
      }
      exchange.options.headers['Authorization'] = `Bearer ${token.token}`
      await next()
    }
    await send(false)
    if (exchange.response?.status === 401) await send(true)
  })
