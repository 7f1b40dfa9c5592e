import { middleware } from './middleware.ts'

/** The one origin the Graph client ever speaks of; an http base URL would lose Authorization (DESIGN §9). */
export const graphOrigin = 'https://graph.microsoft.com'

/** Last in the chain: sends, to the local Graph where there is one, else to Microsoft's. */
export const transport = (origin: string | undefined, timeoutMs: number) =>
  middleware(async (exchange) => {
    const url = origin ? exchange.request.replace(graphOrigin, origin) : exchange.request
    const response = await fetch(url, { ...exchange.options, signal: AbortSignal.timeout(timeoutMs) })
    // The body is read here, so that a connection dropped in the middle of it counts as dropped and not as answered.
    const bytes = await response.arrayBuffer()
    const { status, statusText, headers } = response
    exchange.response = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers })
  })
