import type { Request, Response, Server } from 'restify'
import type { Clock } from '../../assurance/dates.ts'
import type { BotAddresses } from './bot-addresses.ts'
import type { Issuer } from './issuer.ts'
import { textIn } from './json.ts'

/** What a process of the product joins. */
export interface JoinSettings {
  readonly issuer: Issuer
  readonly clock: Clock
  readonly addresses: BotAddresses
  /** Tells the bot of every team it has not been told of. */
  readonly installApp: () => Promise<unknown>
}

const onThisMachine = /^http:\/\/(127\.0\.0\.1|localhost):\d+\/\S*$/

/**
 * How a process of the product joins this world: `GET /local/clock` tells the time here, so that all agree on it, and
 * `PUT /local/teams/bot-address` `{address}`, with the bot's own token, says where it answers, as a bot's registration
 * does; the bot is then told of the teams it is in.
 */
export const mountJoining = (server: Server, { issuer, clock, addresses, installApp }: JoinSettings): void => {
  server.get('/local/clock', async (_req: Request, res: Response) => {
    res.send(200, { now: clock.now().toISOString() })
  })
  server.put('/local/teams/bot-address', async (req: Request, res: Response) => {
    const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1]
    if (bearer === undefined || !(await issuer.verifyConnectorToken(bearer))) {
      res.send(401, { error: 'Only the bot itself may say where it answers.' })
      return
    }
    const address = textIn(req.body, 'address') ?? ''
    if (!onThisMachine.test(address)) {
      res.send(400, { error: 'The address must be one of this machine: http://127.0.0.1:PORT/…' })
      return
    }
    addresses.add(address)
    await installApp()
    res.send(204)
  })
}
