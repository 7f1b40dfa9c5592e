import { readConfig } from '../../bot/config.ts'
import { startSightline } from '../../bot/main.ts'
import { usualWaits, type Waits } from '../../bot/waits.ts'

/** What is said to a process of the product, and what it says. */
export type ToProduct = 'settle' | 'stop'
export type FromProduct = { readonly ready: string } | { readonly done: ToProduct } | { readonly log: string }

const tell = (said: FromProduct) => process.send?.(said)

const read = readConfig()
if ('fault' in read) throw new Error(read.fault)
const waits: Waits = { ...usualWaits, ...JSON.parse(process.env['TEST_WAITS'] ?? '{}') }
const sightline = await startSightline(read.config, (log) => tell({ log }), waits)

process.on('message', async (asked: ToProduct) => {
  if (asked === 'settle') await sightline.settle()
  if (asked === 'stop') await sightline.stop()
  tell({ done: asked })
  if (asked === 'stop') process.exit(0)
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1))
tell({ ready: sightline.origin })
