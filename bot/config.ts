import { parseArgs } from 'node:util'
import { type IsoDate, isIsoDate } from '../assurance/dates.ts'

/** How the product was started: the one place that reads the environment and the command line (DESIGN §10). */
export interface Config {
  readonly port: number
  /** Folder of local data. */
  readonly dataFolder: string
  readonly partnershipFile: string
  /** The day the clock starts on; the real clock where absent. */
  readonly today: IsoDate | undefined
  /** Whether sample answers are played. */
  readonly sampleAnswers: boolean
  /** Accept unsigned activities on loopback, for a playground. */
  readonly playground: boolean
  /** A PostgreSQL of one's own; an embedded one where absent. */
  readonly databaseUrl: string | undefined
  /** File to which every exchange with local Graph is appended. */
  readonly graphWire: string | undefined
  /** Resource units that may be asked of Graph, all processes together; as many as one likes where absent, since Graph is local. */
  readonly graphLimits?: { readonly perMinute: number; readonly perDay: number }
  /** Origin of a local world that runs elsewhere and shares this data folder; one of the process's own where absent. */
  readonly localServices?: string | undefined
}

const defaultPartnership = 'infra/partnerships/swindon-2026-27.yaml'

/** Reads the configuration, or says in a sentence what is wrong with it. */
export const readConfig = (
  args: readonly string[] = process.argv.slice(2),
  env: { readonly [name: string]: string | undefined } = process.env,
): { readonly config: Config } | { readonly fault: string } => {
  const options = {
    partnership: { type: 'string' },
    today: { type: 'string' },
    'no-sample': { type: 'boolean' },
    playground: { type: 'boolean' },
  } as const
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true })
    const { today } = values
    if (today !== undefined && !isIsoDate(today))
      return { fault: `--today ${today} is not a day that exists. Write it as YYYY-MM-DD, such as 2026-12-09.` }
    const port = Number(env['PORT'] ?? 3978)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return { fault: `PORT ${env['PORT']} is not a port number.` }
    return {
      config: {
        port,
        dataFolder: env['SIGHTLINE_DATA'] ?? '.sightline',
        partnershipFile: values.partnership ?? defaultPartnership,
        today,
        sampleAnswers: values['no-sample'] !== true,
        playground: values.playground === true,
        databaseUrl: env['DATABASE_URL'],
        graphWire: env['SIGHTLINE_GRAPH_WIRE'],
        localServices: env['SIGHTLINE_LOCAL_SERVICES'],
      },
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return { fault: `${said} Options: --partnership FILE, --today YYYY-MM-DD, --no-sample, --playground.` }
  }
}
