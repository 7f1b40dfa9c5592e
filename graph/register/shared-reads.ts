import type { Graph, GraphAnswer } from '../client.ts'

/** Reads paths of Graph; readings asked for at the same moment share one request, so that a sweep is one. */
export const createSharedReads = (graph: Graph): ((path: string) => Promise<GraphAnswer>) => {
  let gathering: { readonly path: string; readonly done: (answer: GraphAnswer) => void }[] = []

  const send = async () => {
    const together = gathering
    gathering = []
    const [only] = together
    if (only && together.length === 1) {
      only.done(await graph.get(only.path))
      return
    }
    const parts = together.map(({ path }, at) => ({ id: String(at + 1), method: 'GET' as const, url: path }))
    const answers = await graph.batch(parts)
    for (const [at, { done }] of together.entries()) done(answers[at] ?? { dropped: 'No answer came.' })
  }

  return (path) =>
    new Promise((done) => {
      gathering.push({ path, done })
      if (gathering.length === 1) setImmediate(send)
    })
}
