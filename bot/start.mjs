// Plain JavaScript, so that an older Node can still read the sentence below.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Sightline needs Node 24 or later; this is ${process.versions.node}. The package “node” brings it with “npm ci”: ` +
      'if it did not, its install script was not allowed to run (npm install-scripts approve node, then npm ci again).',
  )
  process.exit(1)
}
const { run } = await import('./run.ts')
await run()
