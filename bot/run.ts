import { buildPages } from './build-pages.ts'
import { readConfig } from './config.ts'
import { CannotStart, startSightline } from './main.ts'

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
    const { origin, stop } = await startSightline(read.config, log)
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        void stop().then(() => process.exit(0))
      })
    console.info(`Sightline is ready\n  Local Teams  ${origin}/local/\n  The tab      ${origin}/tab/`)
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    log(error.message)
    process.exit(1)
  }
}
