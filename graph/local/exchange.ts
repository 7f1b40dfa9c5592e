import type { Refusal } from './refusals.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined }
export type JsonObject = { [name: string]: Json | undefined }

/** A request to Graph, whether it came by itself or as a part of a `$batch`. */
export interface GraphRequest {
  method: string
  /** Below `/v1.0`, as sent: `/sites/…/items?$top=5`. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: Json | undefined
  /** The body of a request that is not JSON: a file. */
  bytes?: Buffer
  inBatch: boolean
}

export interface GraphAnswer {
  status: number
  headers: Record<string, string>
  body?: JsonObject
  /** In place of a body: a file. */
  bytes?: Buffer
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)

/** SharePoint keeps whole seconds. */
export const toSecond = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`

/** A refusal as Graph words it. */
export const toAnswer = (refusal: Refusal, request: GraphRequest, now: Date, id: string): GraphAnswer => ({
  status: refusal.status,
  headers: refusal.headers,
  body: {
    error: {
      code: refusal.code,
      message: refusal.message,
      innerError: {
        date: now.toISOString().slice(0, 19),
        'request-id': id,
        'client-request-id': request.headers['client-request-id'] ?? id,
      },
    },
  },
})
