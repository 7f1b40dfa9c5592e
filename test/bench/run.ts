/** One run's figures: ours, and those of the plain way of doing the same work, measured beside them (DESIGN §10). */
export interface Figures {
  readonly name: string
  readonly setting: string
  readonly ours: { readonly [figure: string]: number }
  readonly naive: { readonly [figure: string]: number }
}

/** Each is loaded only when it runs. */
const benches: { readonly [name: string]: () => Promise<Figures> } = {
  answer: async () => (await import('./answer.ts')).answer(),
  chase: async () => (await import('./chase.ts')).chase(),
  economy: async () => (await import('./economy.ts')).economy(),
  deliver: async () => (await import('./deliver.ts')).deliverBench(),
  filing: async () => (await import('./filing.ts')).filing(),
  start: async () => (await import('./start.ts')).start(),
}

const [name = ''] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const bench = benches[name]
if (!bench) {
  console.error(`Say which: npm run bench -- ${Object.keys(benches).join(' | ')} [--json]`)
  process.exit(2)
}
const figures = await bench()
if (process.argv.includes('--json')) console.info(JSON.stringify(figures))
else {
  console.info(`${figures.name} (${figures.setting})`)
  for (const key of new Set([...Object.keys(figures.ours), ...Object.keys(figures.naive)]))
    console.info(`  ${key.padEnd(28)} ours ${figures.ours[key] ?? '–'}   naive ${figures.naive[key] ?? '–'}`)
}
process.exit(0)
