import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { isLoose, objectAt, textAt } from './loose-json.ts'

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
type HttpClient = NonNullable<ConnectorOptions['httpClient']>

/** The Bot Connector answered with a refusal. `code` is its own word for it, such as `ConversationNotFound`. */
export class ConnectorRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfter: string | undefined

  constructor(status: number, code: string, retryAfter: string | undefined) {
    super(`The Bot Connector answered ${status} ${code}.`)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** No answer came from the Bot Connector: what was asked may have been done. */
export class ConnectorSilence extends Error {}

const patienceMs = 30_000

const parsed = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

const codeIn = (text: string): string => {
  const body = parsed(text)
  const error = objectAt(body, 'error')
  // Where the message service refuses, its own word is JSON inside the message: `{"errorCode":209,"message":"{\"subCode\":…}"}`.
  const inner = parsed(textAt(error, 'message') ?? textAt(body, 'message'))
  return textAt(inner, 'subCode') ?? textAt(error, 'code') ?? textAt(body, 'code') ?? textAt(body, 'errorCode') ?? ''
}

/**
 * The last step of every request botbuilder sends. Its own retries would post a card twice where the first answer was
 * lost; they are only made for errors of its own kind, so each failure is thrown as one of ours, and tried again by
 * whoever knows what it is worth (DESIGN §5).
 */
export const connectorWire: HttpClient = {
  async sendRequest(request) {
    let status: number
    let answered: Headers
    let text: string
    try {
      const answer = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJson(),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(patienceMs),
      })
      status = answer.status
      answered = answer.headers
      text = await answer.text()
    } catch (fault) {
      throw new ConnectorSilence(reasonOf(fault))
    }
    if (status < 200 || status > 299) {
      throw new ConnectorRefusal(status, codeIn(text), answered.get('retry-after') ?? undefined)
    }
    const headers = request.headers.clone()
    for (const name of headers.headerNames()) headers.remove(name)
    for (const [name, value] of answered) headers.set(name, value)
    return { request, status, headers, bodyAsText: text }
  },
}

const reasonOf = (fault: unknown): string => {
  if (isLoose(fault) && fault['name'] === 'TimeoutError') return `no answer within ${patienceMs / 1000} seconds`
  const cause = isLoose(fault) ? fault['cause'] : undefined
  return textAt(cause, 'code') ?? 'the connection broke'
}
