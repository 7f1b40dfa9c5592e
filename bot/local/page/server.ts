import type { JsonObject } from '../json.ts'
import type { LiveUpdate, PageConversation, PageHome, PageInvokeAnswer, PageStart } from '../page-wire.ts'

/** A sentence for the person, where the server did not do what was asked. */
export class Refused extends Error {}

const unreachable = 'Local Teams does not answer. Is it still running? Try again in a moment.'

const readAnswer = async <Body>(asked: Promise<Response>): Promise<Body> => {
  const response = await asked.catch(() => {
    throw new Refused(unreachable)
  })
  const text = await response.text()
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  if (response.ok) return body as Body
  const said = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  throw new Refused(typeof said === 'string' ? said : unreachable)
}

/** The day and the people, before anybody is chosen. */
export const readStart = (): Promise<PageStart> => readAnswer(fetch('/local/teams/api/start'))

/** Everything the page asks its server for as one person. Refusals are thrown as `Refused`, with their sentence. */
export interface Server {
  /** The person's token for our application, as Teams' single sign-on gives it. */
  token(): Promise<string>
  home(): Promise<PageHome>
  conversation(id: string): Promise<PageConversation>
  seen(id: string): Promise<void>
  write(conversation: string, text: string, replyTo?: string): Promise<void>
  execute(
    conversation: string,
    message: string,
    action: { id: string; verb: string; data: JsonObject },
  ): Promise<PageInvokeAnswer>
  submit(conversation: string, message: string, value: JsonObject): Promise<PageInvokeAnswer>
  task(
    conversation: string,
    step: 'fetch' | 'submit',
    asked: { message?: string; data: unknown; theme: string },
  ): Promise<PageInvokeAnswer>
  /** Calls back for each change and whenever the stream is there again; ends with the signal. */
  listen(signal: AbortSignal, onUpdate: (update?: LiveUpdate) => void): Promise<void>
}

const renewBeforeMs = 5 * 60_000

/** The server as seen by one person. */
export const serverAs = (person: string): Server => {
  let signedIn: Promise<{ token: string; expiresAt: string }> | undefined
  const signIn = () =>
    readAnswer<{ token: string; expiresAt: string }>(
      fetch('/local/token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ person }),
      }),
    )
  const token = async (): Promise<string> => {
    signedIn ??= signIn()
    const current = await signedIn.catch((fault: unknown) => {
      signedIn = undefined
      throw fault
    })
    if (Date.parse(current.expiresAt) - Date.now() > renewBeforeMs) return current.token
    signedIn = signIn()
    return (await signedIn).token
  }
  const get = async <Body>(path: string): Promise<Body> =>
    readAnswer(fetch(`/local/teams/api${path}`, { headers: { Authorization: `Bearer ${await token()}` } }))
  const post = async <Body>(path: string, body: unknown): Promise<Body> =>
    readAnswer(
      fetch(`/local/teams/api${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${await token()}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const at = (conversation: string) => `/conversations/${encodeURIComponent(conversation)}`

  const readStream = async (signal: AbortSignal, onUpdate: (update?: LiveUpdate) => void): Promise<void> => {
    const headers = { Authorization: `Bearer ${await token()}` }
    const response = await fetch('/local/teams/api/stream', { headers, signal })
    if (!response.ok || !response.body) return
    onUpdate()
    let waiting = ''
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (waiting + text).split('\n')
      waiting = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) onUpdate(JSON.parse(line.slice(6)) as LiveUpdate)
    }
  }

  return {
    token,
    home: () => get('/home'),
    conversation: (id) => get(`${at(id)}/messages`),
    seen: (id) => post(`${at(id)}/seen`, {}),
    write: (id, text, replyTo) => post(`${at(id)}/messages`, { text, ...(replyTo === undefined ? {} : { replyTo }) }),
    execute: (id, message, action) => post(`${at(id)}/messages/${message}/execute`, action),
    submit: (id, message, value) => post(`${at(id)}/messages/${message}/submit`, { value }),
    task: (id, step, asked) => post(`${at(id)}/task/${step}`, asked),
    async listen(signal, onUpdate) {
      for (let wait = 500; !signal.aborted; wait = Math.min(wait * 2, 8000)) {
        await readStream(signal, (update) => {
          wait = 500
          onUpdate(update)
        }).catch(() => undefined)
        if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, wait))
      }
    },
  }
}
