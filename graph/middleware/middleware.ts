import type { Context, Middleware } from '@microsoft/microsoft-graph-client'

/** One exchange on its way to Graph and back, with what our own chain relies on: a text address and plain headers. */
export interface Exchange extends Context {
  request: string
  options: { method: string; headers: { [name: string]: string }; body?: string; signal?: AbortSignal }
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

/** An answer of our own where nothing was sent, in the shape of Graph's errors. */
export const answerInstead = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ error: { code, message } }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
