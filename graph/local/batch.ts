import { createHash } from 'node:crypto'
import { type GraphAnswer, type GraphRequest, isObject, type Json, type JsonObject } from './exchange.ts'
import { refuse } from './refusals.ts'

interface Part {
  id: string
  request: GraphRequest
  dependsOn: string[]
}

const largest = 20
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The parts of a batch (json-batching). What is wrong with the batch itself is refused whole, before any part is done. */
const readParts = (body: Json | undefined, outer: GraphRequest): Part[] => {
  if (!isObject(body)) throw refuse.notJson()
  const requests = body['requests']
  if (!Array.isArray(requests) || requests.length === 0) throw refuse.badBatch('Invalid batch payload format.')
  if (requests.length > largest) {
    throw refuse.badBatch(`Number of batch request steps exceeds the maximum value of ${largest}.`)
  }
  const parts = requests.map((one) => readPart(one, outer))
  const ids = parts.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) throw refuse.badBatch('Batch request ids must be unique.')
  parts.forEach(({ id, dependsOn }, index) => {
    for (const other of dependsOn) {
      if (!ids.slice(0, index).includes(other))
        throw refuse.badBatch(`Request ${id} depends on ${other}, which is not before it.`)
    }
  })
  return parts
}

const readPart = (given: Json, outer: GraphRequest): Part => {
  if (!isObject(given)) throw refuse.badBatch('Invalid batch payload format.')
  const { id, method, url, body, headers = {}, dependsOn = [] } = given
  if (typeof id !== 'string' || !id || typeof method !== 'string' || typeof url !== 'string' || !isObject(headers)) {
    throw refuse.badBatch('Invalid batch payload format.')
  }
  if (!methods.includes(method)) throw refuse.badBatch(`Request ${id} has an unknown method.`)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) || url.includes('$batch')) {
    throw refuse.badBatch(`Request ${id} must have a relative URL.`)
  }
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
  const writes = method === 'POST' || method === 'PUT' || method === 'PATCH'
  if ((writes || body !== undefined) && (body === undefined || !lower['content-type'])) {
    throw refuse.badBatch(`Write request id : ${id} does not contain Content-Type header or body.`)
  }
  if (!Array.isArray(dependsOn) || !dependsOn.every((one) => typeof one === 'string')) {
    throw refuse.badBatch('Invalid batch payload format.')
  }
  return {
    id,
    dependsOn,
    request: {
      method,
      url: url.startsWith('/') ? url : `/${url}`,
      headers: { ...lower, 'client-request-id': outer.headers['client-request-id'] ?? id },
      body,
      inBatch: true,
    },
  }
}

/** Answers come in an order of their own, the same for the same ids, so that nobody relies on theirs. */
const shuffled = (id: string) => createHash('sha1').update(`order ${id}`).digest('hex')

/** Carries out each part by itself; there is no transaction. A part whose forerunner failed is answered 424. */
export const answerBatch = async (
  outer: GraphRequest,
  answer: (request: GraphRequest) => Promise<GraphAnswer>,
  refused: (request: GraphRequest) => GraphAnswer,
): Promise<GraphAnswer> => {
  const answers = new Map<string, GraphAnswer>()
  for (const { id, request, dependsOn } of readParts(outer.body, outer)) {
    const failed = dependsOn.some((other) => (answers.get(other)?.status ?? 500) >= 400)
    answers.set(id, failed ? refused(request) : await answer(request))
  }
  const responses = [...answers].map(
    ([id, { status, headers, body }]): JsonObject => ({
      id,
      status,
      headers: { 'Cache-Control': 'no-store', ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body ? { body } : {}),
    }),
  )
  responses.sort((a, b) => shuffled(String(a['id'])).localeCompare(shuffled(String(b['id']))))
  return { status: 200, headers: {}, body: { responses } }
}
