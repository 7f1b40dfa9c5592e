import type { Request, Response, Server } from 'restify'

/** What Teams would tell a page it embeds. */
export interface HostContext {
  readonly theme: string
  readonly frameContext: 'content' | 'task'
  readonly subEntityId?: string
}

const script = (token: string, src: string, context: HostContext) => `
  const told = (window.told = [])
  const frame = document.querySelector('iframe')
  const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false,
    supports: { dialog: { card: {}, url: { bot: {}, parentCommunication: {} }, update: {} }, pages: {}, teamsCore: {} } })
  const answers = {
    initialize: () => [${JSON.stringify(context.frameContext)}, 'web', runtime, '2.58.0'],
    getContext: () => [{ locale: 'en-gb', hostName: 'Teams', hostClientType: 'web', sessionId: 's', appSessionId: 's',
      entityId: 'sightline', ...${JSON.stringify(context)} }],
    'authentication.getAuthToken': () => [true, ${JSON.stringify(token)}],
  }
  window.addEventListener('message', ({ data, source }) => {
    if (source !== frame.contentWindow || !data || !data.func) return
    told.push([data.func, ...(data.args ?? [])])
    const answer = answers[data.func]
    if (answer) frame.contentWindow.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args: answer() }, origin)
  })
  window.setTheme = (theme) => frame.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, origin)
  frame.src = ${JSON.stringify(src)}
`

/** Serves a page that embeds the tab as Teams does: it answers the SDK's messages, and keeps them in `told`. */
export const mountHost = (server: Server, token: () => Promise<string>, src: string, context: HostContext): void => {
  server.get('/host', async (_req: Request, res: Response) => {
    res.writeHead(200, { 'Content-Type': 'text/html' })
    res.end(
      `<!doctype html><title>Teams</title><iframe title="tab" width="1000" height="800"></iframe><script>${script(await token(), src, context)}</script>`,
    )
  })
}
