import type { Request, Response, Server } from 'restify'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (partnership: string) => `<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sightline</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 'Segoe UI', system-ui, sans-serif; }
body { max-width: 40rem; margin: 12vh auto 0; padding: 0 1.25rem; }
h1 { font-size: 2rem; margin: 0; } p { margin: .5rem 0 1.5rem; }
a { display: block; padding: 1rem 1.25rem; margin: .75rem 0; border: 1px solid; border-radius: .5rem; color: inherit; text-decoration: none; }
a:hover, a:focus-visible { outline: 3px solid #5b5fc7; outline-offset: 2px; } b { display: block; } small { opacity: .8; font-size: 1rem; }
</style>
<main><h1>Sightline</h1><p>${escaped(partnership)}, on this machine. Everybody here is invented and marked as sample.</p>
<a href="/local/"><b>Local Teams</b><small>The agencies’ channels with their cards, as any person of the partnership</small></a>
<a href="/tab/"><b>The tab</b><small>The year’s schedule, and who has returned what</small></a>
<a href="/local/mail/"><b>E-mail sent</b><small>What agencies without a channel were told, from the SSU’s mailbox</small></a></main></html>`

/** The first page, and whether the product is ready (DESIGN §10). */
export const mountFrontPage = (
  server: Server,
  partnership: string,
  health: () => { readonly ready: boolean },
): void => {
  server.get('/', async (_req: Request, res: Response) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8')
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    res.sendRaw(200, page(partnership))
  })
  server.get('/health', async (_req: Request, res: Response) => {
    const state = health()
    res.send(state.ready ? 200 : 503, state)
  })
}
