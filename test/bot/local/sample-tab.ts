import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Request, Response, Server } from 'restify'

const sdk = fileURLToPath(
  new URL('../../../node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js', import.meta.url),
)

const tabScript = `
const { app, authentication, dialog } = microsoftTeams
const tell = (id, value) => { document.getElementById(id).textContent = value }
app.initialize([location.origin]).then(async () => {
  const context = await app.getContext()
  tell('context', JSON.stringify({ user: context.user, page: context.page, theme: context.app.theme, host: context.app.host.name }))
  app.registerOnThemeChangeHandler((theme) => tell('theme', theme))
  tell('token', await authentication.getAuthToken())
  tell('theme', context.app.theme)
  app.notifySuccess()
})
document.getElementById('open').onclick = () =>
  dialog.url.open({ url: location.origin + '/tab/form', title: 'A form', size: { width: 400, height: 300 } },
    ({ err, result }) => tell('result', err ?? JSON.stringify(result)),
    (message) => tell('said', message))
document.getElementById('link').onclick = () =>
  app.openLink('https://teams.microsoft.com/l/entity/22222222-2222-4222-8222-222222222222/sightline?context=' +
    encodeURIComponent(JSON.stringify({ subEntityId: 'request/r7' })))
`
const formScript = `
const { app, dialog } = microsoftTeams
app.initialize([location.origin]).then(async () => {
  const { page } = await app.getContext()
  document.getElementById('frame').textContent = page.frameContext
  dialog.url.parentCommunication.sendMessageToParentFromDialog('half way')
  app.notifySuccess()
})
document.getElementById('done').onclick = () => dialog.url.submit({ answer: document.getElementById('answer').value })
`
const page = (body: string, script: string) =>
  `<!doctype html><html lang="en"><title>Tab</title><body>${body}<script src="/tab/sdk.js"></script><script>${script}</script></body></html>`

const tabPage = page(
  '<p id="context"></p><p id="token"></p><p id="theme"></p><p id="result"></p><p id="said"></p><button id="open">Open the form</button><button id="link">Open a request</button>',
  tabScript,
)
const formPage = page(
  '<p id="frame"></p><label>Answer <input id="answer"></label><button id="done">Done</button>',
  formScript,
)

/** A tab and a dialog of its own at `/tab/`, with the unmodified SDK of Teams. */
export const mountSampleTab = (server: Server): void => {
  const html = (text: string) => async (_req: Request, res: Response) => {
    res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    res.end(text)
  }
  server.get('/tab/', html(tabPage))
  server.get('/tab/form', html(formPage))
  server.get('/tab/sdk.js', async (_req: Request, res: Response) => {
    res.writeHead(200, { 'Content-Type': 'text/javascript' })
    res.end(await readFile(sdk))
  })
}
