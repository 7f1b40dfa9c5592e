import { startPlayground } from './start-playground.ts'

// `npm start -- --playground` runs beside it.
const product = `http://127.0.0.1:${process.env['PORT'] ?? 3978}`
if (!(await fetch(`${product}/health`).catch(() => undefined))?.ok) {
  console.error(`Nothing answers at ${product}. Start Sightline first: npm start -- --playground`)
  process.exit(1)
}
const { origin, stop } = await startPlayground(`${product}/api/messages`)
console.info(`Microsoft’s Agents Playground for Sightline at ${product}\n  ${origin}/`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void stop().then(() => process.exit(0))
  })
