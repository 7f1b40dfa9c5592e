// TypeScript cannot check the package's own types: they reach into the TypeScript sources of `adaptivecards` (DESIGN §9).
declare class Template {
  constructor(payload: unknown)
  expand(context: { readonly $root: unknown }): unknown
}

export { Template }
