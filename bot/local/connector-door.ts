import { setTimeout as pause } from 'node:timers/promises'
import type { Request, Response } from 'restify'
import { type ConnectorRefusal, refusal } from './activity-check.ts'
import type { FaultTarget, StrikingFaults } from './faults.ts'
import type { Issuer } from './issuer.ts'

/** What a route of the Bot Connector answers. */
export type ConnectorAnswer = { readonly status: number; readonly body?: unknown } | ConnectorRefusal

export const isRefusal = (answer: object): answer is ConnectorRefusal => 'code' in answer

/** Counts what reaches the Bot Connector. */
export interface ConnectorMeter {
  /** Calls by the place they were about, whatever became of them. */
  readonly calls: ReadonlyMap<string, number>
  readonly all: number
  /** Calls refused with 429. */
  readonly refused: number
}

/** The door to the Bot Connector's routes: its token, faults asked for, and refusals in its own words. */
export interface ConnectorDoor {
  readonly meter: ConnectorMeter
  answering(
    target: (req: Request) => FaultTarget,
    answer: (req: Request) => Promise<ConnectorAnswer>,
  ): (req: Request, res: Response) => Promise<void>
}

/** Where the message service itself refuses, its word is JSON in the message (PLATFORM §C, Proactive). */
const messageService = new Set(['MessageWritesBlocked'])

const bodyOf = ({ code, message }: ConnectorRefusal) =>
  messageService.has(code)
    ? {
        errorCode: 209,
        message: JSON.stringify({ subCode: code, details: message, errorCode: null, errorSubCode: null }),
      }
    : { error: { code, message } }

export const createConnectorDoor = (issuer: Issuer, faults: StrikingFaults): ConnectorDoor => {
  const calls = new Map<string, number>()
  const meter = { calls, all: 0, refused: 0 }

  const send = (res: Response, answer: ConnectorAnswer) => {
    if (!isRefusal(answer)) {
      res.send(answer.status, answer.body)
      return
    }
    if (answer.retryAfter !== undefined) res.header('Retry-After', String(answer.retryAfter))
    if (answer.status === 429) meter.refused += 1
    res.send(answer.status, bodyOf(answer))
  }

  return {
    meter,
    answering: (targetOf, answer) => async (req, res) => {
      const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
      if (bearer === undefined || !(await issuer.verifyConnectorToken(bearer)))
        return send(res, refusal(401, 'Unauthorized', 'Authorization has been denied for this request.'))
      const target = targetOf(req)
      meter.all += 1
      calls.set(target.place, (calls.get(target.place) ?? 0) + 1)
      const fault = faults.strike(target)
      if (fault?.kind === 'answer') {
        const { status, code = 'ServiceError', retryAfter } = fault
        const refused = refusal(status, code, 'This fault was asked for.')
        return send(res, { ...refused, ...(retryAfter === undefined ? {} : { retryAfter }) })
      }
      if (fault?.kind === 'delay') await pause(fault.ms)
      if (fault?.kind !== 'drop' || fault.when === 'after') {
        const answered = await answer(req)
        if (fault?.kind !== 'drop') return send(res, answered)
      }
      req.socket.destroy()
    },
  }
}
