import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Partnership } from '../../assurance/partnership.ts'

/** The identities of local Teams: a home tenant, our application in it, and the applications that ask for tokens. */
export const localApp = {
  tenantId: '5a3e1f60-0000-4000-8000-000000000001',
  appId: '5a3e1f60-0000-4000-8000-00000000000a',
  graphClient: '5a3e1f60-0000-4000-8000-00000000000b',
  provisioningClient: '5a3e1f60-0000-4000-8000-00000000000c',
} as const

/** The organisation of the partnership's SSU is home; everybody from elsewhere is a guest, as in the real thing. */
export const homeTenant = ({ people }: Partnership): string =>
  people.find(({ holds }) => holds.some(({ role }) => role === 'ssu'))?.tid ?? localApp.tenantId

/** The one site of a partnership (DESIGN §4) as local Graph and whoever asks it for the site know it. */
export const localSite = (partnership: Partnership) => {
  const hostname = `${partnership.id}.sharepoint.com`
  return {
    hostname,
    path: '/sites/quality-assurance',
    id: `${hostname},${homeTenant(partnership)},${localApp.appId}`,
    displayName: partnership.name,
  } as const
}

/** Tells one data folder from another without naming its path; part of `/health`. */
export const dataMark = (folder: string): string =>
  createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12)

/** What is secret on this machine: made on the first start, readable by its owner alone. */
export interface LocalSecrets {
  readonly graph: string
  readonly provisioning: string
  /** The bot's password. */
  readonly bot: string
  /** 32 bytes that seal what waits in the queue. */
  readonly queue: Buffer
}

export const readSecrets = async (folder: string): Promise<LocalSecrets> => {
  const file = join(folder, 'secrets.json')
  const make = (bytes: number) => randomBytes(bytes).toString('base64url')
  const read = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as { [name: string]: string })
    : { graph: make(24), provisioning: make(24), queue: make(32) }
  const { graph, provisioning, queue, bot = make(24) } = read
  if (!graph || !provisioning || !queue)
    throw new Error(`${file} is not whole. Remove the data folder and start again.`)
  if (!read['bot']) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(file, JSON.stringify({ ...read, bot }), { mode: 0o600 })
  }
  return { graph, provisioning, bot, queue: Buffer.from(queue, 'base64url') }
}
