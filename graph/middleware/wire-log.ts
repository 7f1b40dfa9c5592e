import { appendFileSync } from 'node:fs'
import { middleware } from './middleware.ts'

const readJson = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * Appends every exchange to a file as one JSON line `{method, url, requestBody, status, responseBody}` (DESIGN §10), a
 * dropped connection as status 0. It holds answers, so the client refuses it unless Graph is local; what is in a file is
 * left out all the same.
 */
export const wireLog = (file: string) =>
  middleware(async (exchange, next) => {
    const { method, body } = exchange.options
    const url = exchange.request.replace(/^https:\/\/[^/]+/, '')
    const write = (status: number, responseBody: unknown) =>
      appendFileSync(
        file,
        `${JSON.stringify({ method, url, requestBody: typeof body === 'string' ? readJson(body) : null, status, responseBody })}\n`,
      )
    try {
      await next()
    } catch (error) {
      write(0, null)
      throw error
    }
    const { response } = exchange
    if (!response) return
    const isFile = method === 'GET' && response.ok && /\/content(\?|$)/.test(url)
    write(response.status, isFile ? null : readJson(await response.clone().text()))
  })
