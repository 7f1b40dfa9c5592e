import type pg from 'pg'
import type { Partnership } from '../../../assurance/partnership.ts'
import { homeTenant, localApp, localSite, readSecrets } from '../../../bot/local/local-app.ts'
import { startChild } from './child.ts'
import { type Sent, sendSteadily } from './send-steadily.ts'

type Fields = { readonly [column: string]: unknown }

/** The same answers written by a plain bot into the same rows, and when each was in SharePoint. */
export const measurePlain = async (
  pool: pg.Pool,
  world: string,
  { partnership, dataFolder }: { readonly partnership: Partnership; readonly dataFolder: string },
  { keys, perSecond, givesUpMs }: { keys: readonly string[]; perSecond: number; givesUpMs: number },
): Promise<{ readonly sent: readonly Sent[]; readonly filed: ReadonlyMap<string, number> }> => {
  const secrets = await readSecrets(dataFolder)
  const signedIn = await fetch(`${world}/local/${homeTenant(partnership)}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: localApp.graphClient,
      client_secret: secrets.graph,
      scope: 'https://graph.microsoft.com/.default',
    }),
  })
  const { access_token: token } = (await signedIn.json()) as { access_token: string }
  const { rows } = await pool.query<{ list: string; key: string; fields: Fields }>(
    `select list, fields->>'RequestKey' as key, fields from local_graph.items where fields->>'RequestKey' = any($1) and fields ? 'Revision'`,
    [keys],
  )
  // What the product wrote, so that both write the same; one column tells them apart.
  const fieldsOf = new Map(rows.map(({ key, fields }) => [key, { ...fields, Title: 'plain' }]))
  const list = `/sites/${localSite(partnership).id}/lists/${rows[0]?.list}`
  const bot = await startChild('plain-bot.ts', [`${world}/local/graph`, token, list, String(givesUpMs)])
  try {
    const sent = await sendSteadily(keys, perSecond, async (key) => {
      const answer = await fetch(`${bot.origin}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ key, fields: fieldsOf.get(key) }),
        signal: AbortSignal.timeout(givesUpMs),
      })
      return answer.status === 200
    })
    const written = await pool.query<{ key: string; at: Date }>(
      `select fields->>'RequestKey' as key, min(modified) as at from local_graph.versions
       where fields->>'Title' = 'plain' group by 1`,
    )
    return { sent, filed: new Map(written.rows.map(({ key, at }) => [key, at.getTime()])) }
  } finally {
    await bot.end()
  }
}
