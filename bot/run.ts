import { buildPages } from './build-pages.ts'
import { readConfig } from './config.ts'
import { startSightline } from './main.ts'
import { CannotStart } from './open-ground.ts'

const log = (line: string) => console.error(line)

/** `npm start`: reads the configuration, builds pages that are stale, starts, and says where everything is. */
export const run = async (): Promise<void> => {
  const read = readConfig()
  if ('fault' in read) {
    log(read.fault)
    process.exit(1)
  }
  try {
    await buildPages(log)
    const { origin, world, stop } = await startSightline(read.config, log)
    const local = world?.origin ?? read.config.localServices
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        void stop().then(() => process.exit(0))
      })
    console.info(`Sightline is ready\n  Local Teams  ${local}/local/\n  The tab      ${origin}/tab/`)
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    log(error.message)
    process.exit(1)
  }
}
