/** The product and the local world around it, by address. */
export interface Addresses {
  /** Of local Teams and sign-in. */
  readonly world: string
  /** Of the product, asked before each request, since there may be several of it. */
  readonly product: () => string
}

/** A person of the sample, as they reach the product through local Teams and the tab. */
export interface Somebody {
  readonly token: string
  /** What the card of a round in the person's agency's channel says, all its words in one text. */
  card(agency: string, round: string): Promise<{ readonly id: string; readonly text: string; readonly json: unknown }>
  messages(agency: string): Promise<readonly { readonly id: string; readonly text: string; readonly edited: boolean }[]>
  execute(agency: string, message: string, verb: string, data: object): Promise<BotAnswer>
  dialog(agency: string, message: string, step: 'fetch' | 'submit', data: unknown): Promise<BotAnswer>
  api(path: string, body?: unknown, method?: string): Promise<{ readonly status: number; readonly body: Json }>
}

export type Json = { readonly [name: string]: unknown }

/** The bot's answer to an invoke; `text` is all its words in one. */
export interface BotAnswer {
  readonly status: number
  readonly body: Json
  readonly text: string
}

/** Every piece of text in a card, read from top to bottom. */
const wordsOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsOf).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, inner]) =>
      ['text', 'title', 'value', 'errorMessage', 'label', 'url'].includes(name) && typeof inner === 'string'
        ? inner
        : wordsOf(inner),
    )
    .filter((words) => words !== '')
    .join(' ')
}

interface Thread {
  readonly root: {
    readonly id: string
    readonly edited: boolean
    readonly text: string
    readonly cards: readonly Json[]
  }
}

/** The channel of an agency of the sample. */
export const channelOf = (agency: string) => `19:swindon-${agency}@thread.tacv2`

/** Signs somebody of the sample in. */
export const somebody = async ({ world, product }: Addresses, person: string): Promise<Somebody> => {
  const signedIn = await fetch(`${world}/local/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  const { token } = (await signedIn.json()) as { token: string }
  const ask = async (path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') => {
    const answer = await fetch(`${path.startsWith('/local/') ? world : product()}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Json }
  }
  const place = (agency: string) => `/local/teams/api/conversations/${encodeURIComponent(channelOf(agency))}`
  const threads = async (agency: string) =>
    (await ask(`${place(agency)}/messages`)).body['threads'] as readonly Thread[]
  const invoked = async (path: string, body: object): Promise<BotAnswer> => {
    const answer = (await ask(path, body)).body as { status?: number; body?: Json }
    return { status: answer.status ?? 0, body: answer.body ?? {}, text: wordsOf(answer.body) }
  }
  return {
    token,
    async card(agency, round) {
      const found = (await threads(agency)).find(({ root }) =>
        JSON.stringify(root.cards).includes(`"round":"${round}"`),
      )
      if (!found) throw new Error(`no card of ${round} in the channel of ${agency}`)
      return { id: found.root.id, text: wordsOf(found.root.cards), json: found.root.cards[0] }
    },
    async messages(agency) {
      return (await threads(agency)).map(({ root }) => ({
        id: root.id,
        edited: root.edited,
        text: wordsOf(root.cards),
      }))
    },
    execute: (agency, message, verb, data) => invoked(`${place(agency)}/messages/${message}/execute`, { verb, data }),
    dialog: (agency, message, step, data) => invoked(`${place(agency)}/task/${step}`, { message, data }),
    api: (path, body, method) => ask(`/api/${path}`, body, method),
  }
}
