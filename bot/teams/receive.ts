import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from 'botbuilder'
import type { Request, Response, Server } from 'restify'
import type { Answer, Arrival, OnArrival } from '../seam.ts'
import type { Admission, TeamsAdapter } from './adapter.ts'
import { answerToAction, answerToDialog, answerToMessage, type InvokeBody } from './answer.ts'
import { readActivity } from './arrival.ts'
import { ConnectorRefusal } from './connector-wire.ts'
import { isLoose, type Loose } from './loose-json.ts'
import { isBusy, retryAfterMs } from './refusal.ts'

/** What the bot's messaging endpoint stands on. */
export interface BotDoor {
  readonly adapter: TeamsAdapter
  readonly onArrival: OnArrival
  /** Gets a line for every refusal and every fault: never a token, a key or anything anybody wrote. */
  readonly log: (line: string) => void
  /** Take activities without a token from this machine itself, for Microsoft's playground (DESIGN §10). */
  readonly unsigned?: boolean
}

// Teams sends about 100 KB at most (PLATFORM §C); a long form's answers are far below that.
const largestBody = 256 * 1024

const sentences = {
  400: 'This is not an activity Teams sends.',
  401: 'This request is not signed by Teams for this bot.',
  403: 'This bot does not serve the organisation this comes from.',
  413: 'This activity is larger than Teams sends them.',
} as const

const namelessSentence =
  'Teams did not say who you are, so nothing was done. Please sign in to Teams with your work account and try again.'

/**
 * `POST /api/messages` (DESIGN §8, §10): refuses what Teams did not sign for this bot and an allowed tenant with 401 or 403,
 * what is no activity with 400, what is too large with 413; everything else is handed to `onArrival` and its answer given
 * in the platform's shape. What `onArrival` throws becomes a plain sentence with a reference that is also in the log.
 */
export const mountBot = (server: Server, { adapter, onArrival, log, unsigned = false }: BotDoor): void => {
  const admit = (req: Request, body: unknown): Promise<Admission> | Admission => {
    const authorization = req.header('authorization')
    if (unsigned && !authorization && isLoopback(req)) return adapter.admitUnsigned(body)
    return adapter.admit(authorization, body)
  }

  const refuse = (res: Response, status: keyof typeof sentences, why: string) => {
    log(`bot: refused ${status}, ${why}`)
    res.send(status, { error: sentences[status] })
  }

  const prepared = async (arrival: Arrival): Promise<Prepared> => {
    try {
      return prepareFor(arrival.sort, await onArrival(arrival))
    } catch (fault) {
      const reference = randomUUID().slice(0, 8)
      log(`bot: ${arrival.sort} failed, reference ${reference}, ${whereIn(fault)}`)
      const isTold = arrival.sort !== 'installed' && arrival.sort !== 'uninstalled'
      return prepareFor(arrival.sort, isTold ? { say: faultSentence(reference) } : { nothing: true })
    }
  }

  server.post('/api/messages', async (req: Request, res: Response) => {
    if (sizeOf(req) > largestBody) return refuse(res, 413, 'too large')
    const body: unknown = req.body
    const admission = await admit(req, body)
    if ('refused' in admission) return refuse(res, admission.status, admission.refused)
    const activity: Loose = isLoose(body) ? body : {}
    const reading = readActivity(activity)
    if ('unknownInvoke' in reading) return done(res, 501)
    if ('nothing' in reading) return done(res, 200)

    if ('nameless' in reading) log('bot: somebody without an object id was refused')
    const { body: inPlace, message } =
      'nameless' in reading ? prepareFor(reading.sort, { say: namelessSentence }) : await prepared(reading.arrival)
    // What tells of an installation is no message that could be replied to: the answer stands by itself in the channel.
    const { id: _, ...event } = activity
    const isEvent =
      'arrival' in reading && (reading.arrival.sort === 'installed' || reading.arrival.sort === 'uninstalled')
    if (message)
      await patiently(() => adapter.replyTo(admission.admitted, isEvent ? event : activity, message)).catch(
        (fault: unknown) => log(`bot: a reply could not be sent, ${whereIn(fault)}`),
      )
    done(res, 200, inPlace)
  })
}

const repliesAtMost = 4
/** Teams gives up on us after ten seconds or so. */
const waitAtMostMs = 2_000
const shortWaitMs = 200

/** Once, and again where Teams was too busy for it: a reply that is not sent now is of no use later. */
const patiently = async (reply: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await reply()
    } catch (fault) {
      if (!(fault instanceof ConnectorRefusal) || !isBusy(fault.status) || tries === repliesAtMost) throw fault
      await pause(Math.min(retryAfterMs(fault.retryAfter) ?? shortWaitMs * tries, waitAtMostMs))
    }
  }
}

/** What goes back: in the body of the HTTP answer, or as a message. */
interface Prepared {
  readonly body?: InvokeBody
  readonly message?: Partial<Activity> | undefined
}

const prepareFor = (sort: Arrival['sort'], answer: Answer): Prepared => {
  if (sort === 'action') return { body: answerToAction(answer) }
  if (sort === 'dialog-open' || sort === 'dialog-submit') return { body: answerToDialog(answer) }
  return { message: answerToMessage(answer) }
}

const done = (res: Response, status: number, body?: unknown): void => {
  if (body === undefined) res.send(status)
  else res.send(status, body)
}

const faultSentence = (reference: string) =>
  `Something went wrong on our side and nothing was lost; please try again. If it happens again, tell the Safeguarding Support Unit this reference: ${reference}.`

// A message may quote what somebody wrote; the places in the code do not.
const whereIn = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'no error'
  const places = (fault.stack ?? '')
    .replace(fault.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  const status =
    fault instanceof ConnectorRefusal ? `${fault.constructor.name} ${fault.status}` : fault.constructor.name
  return [status, ...places.slice(0, 4).map((line) => line.trim())].join(' ')
}

const sizeOf = (req: Request): number => {
  const raw: unknown = Reflect.get(req, 'rawBody')
  const read = typeof raw === 'string' ? Buffer.byteLength(raw) : 0
  return Math.max(Number(req.header('content-length') ?? 0) || 0, read)
}

const isLoopback = (req: Request): boolean => {
  const address = req.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
