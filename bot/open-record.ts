import { createHash } from 'node:crypto'
import type { Definition } from '../assurance/definition.ts'
import { createBudget } from '../graph/budget.ts'
import { createGraph } from '../graph/client.ts'
import { requestColumns } from '../graph/codecs/request.ts'
import { createLibrary } from '../graph/library.ts'
import { listOf, registers } from '../graph/lists.ts'
import { createMail } from '../graph/mail.ts'
import { createMirror } from '../graph/mirror.ts'
import { evidenceLibrary } from '../graph/provision/provision-library.ts'
import { provision, provisionDefinition } from '../graph/provision.ts'
import { createRecord } from '../graph/record.ts'
import { createRegister } from '../graph/register.ts'
import type { Config } from './config.ts'
import type { joinWorld } from './local/join-world.ts'
import { localApp, localSite } from './local/local-app.ts'
import type { Ground } from './open-ground.ts'
import { readMark, setMark } from './queue/schema.ts'
import type { Waits } from './waits.ts'

/** What a list of requests has whatever it asks. */
const noQuestions: Definition = {
  family: '',
  kind: '',
  title: '',
  clause: '',
  version: 1,
  sections: [],
  fields: [],
}

interface OpenSettings {
  readonly config: Config
  readonly waits: Waits
  /** Until it is ready days are played one after another, and nothing is gained by waiting for more to write. */
  readonly isReady: () => boolean
}

/**
 * Opens the record: SharePoint through Graph, mirrored, with its library of evidence and the SSU's mailbox. Making lists is
 * another identity's work (DESIGN §4), done here once and whenever a tool is first asked.
 */
export const openRecord = async (
  { partnership, secrets, pool, clock }: Ground,
  joined: ReturnType<typeof joinWorld>,
  { config, waits, isReady }: OpenSettings,
) => {
  const site = localSite(partnership)
  const limits = config.graphLimits
  const budget = limits && createBudget({ pool, clock, site: partnership.id, limits })
  await budget?.open()
  // The provisioning identity is another application, with limits of its own.
  const graphAs = (clientId: string, secret: string, within?: typeof budget) =>
    createGraph({
      local: joined.graph,
      credentials: { tenantId: joined.tenantId, clientId, secret },
      waits: { scale: waits.scale },
      ...(within ? { budget: within } : {}),
      ...(config.graphWire ? { wireLog: config.graphWire } : {}),
    })
  const provisioning = { graph: graphAs(localApp.provisioningClient, secrets.provisioning), site }
  const graph = graphAs(localApp.graphClient, secrets.graph, budget)
  const register = createRegister(graph, { site, lingerMs: () => (isReady() ? waits.lingerMs : 0) })
  const mirror = createMirror({ pool, register, site: partnership.id, clock })
  await mirror.open()
  const record = await createRecord({ partnership, mirror, register })
  const makeList = async (definition: Definition) => {
    await provisionDefinition({ ...provisioning, definition })
    await mirror.follow([listOf(definition.family)])
  }
  // A newer version of the product may have more lists and columns than the one that made these.
  const shape = createHash('sha256').update(JSON.stringify([registers, evidenceLibrary, requestColumns(noQuestions)]))
  const mark = shape.digest('hex').slice(0, 16)
  if ((await readMark(pool, 'provisioned')) !== mark) {
    await provision({ ...provisioning, partnership })
    await mirror.sweep({ all: true })
    for (const { definition: hash } of await record.rounds()) {
      const definition = await record.definition(hash)
      if (definition) await makeList(definition)
    }
    await setMark(pool, 'provisioned', mark)
  }
  await mirror.sweep({ all: true })
  return {
    record,
    mirror,
    library: createLibrary(graph, { site, library: evidenceLibrary }),
    mail: createMail(graph.as('reminder'), { mailbox: partnership.labels.ssuMailbox }),
    makeList,
  }
}
