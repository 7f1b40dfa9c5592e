import type { Context, Middleware } from '@microsoft/microsoft-graph-client'

/** One exchange on its way to Graph and back, with what our own chain relies on: a text address and plain headers. */
export interface Exchange extends Context {
  request: string
  options: { method: string; headers: { [name: string]: string }; body?: string | Buffer; signal?: AbortSignal }
  response?: Response
}

/** What one link of the chain does: look at the exchange, pass it on or answer it, look at the response. */
export type Link = (exchange: Exchange, next: () => Promise<void>) => Promise<void>

/** Makes a link of ours into a middleware of the Graph client. */
export const middleware = (link: Link): Middleware => {
  let after: Middleware | undefined
  return {
    setNext(next) {
      after = next
    },
    execute: (context) => link(context as Exchange, async () => after?.execute(context)),
  }
}

/** Links one after the other without the Graph client, for addresses that are not Graph's own. */
export const inARow = (...links: readonly Middleware[]) => {
  for (const [at, link] of links.entries()) {
    const after = links[at + 1]
    if (after) link.setNext?.(after)
  }
  return async (request: string, options: Exchange['options']): Promise<Response> => {
    const exchange: Exchange = { request, options }
    await links[0]?.execute(exchange)
    if (!exchange.response) throw new Error('Nothing was answered.')
    return exchange.response
  }
}

/** An answer of our own where nothing was sent, in the shape of Graph's errors. */
export const answerInstead = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ error: { code, message } }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })

const unsent = new WeakSet<Response>()

/** The same, from below the link that waits and asks again: it passes this on as it is. */
export const answerUnsent = (...said: Parameters<typeof answerInstead>): Response => {
  const response = answerInstead(...said)
  unsent.add(response)
  return response
}

/** Whether nothing was sent, because we held it back ourselves. */
export const wasHeldBack = (response: Response): boolean => unsent.has(response)
