import { auditReturnExamples } from './audit-return/examples.ts'
import { auditReturn } from './audit-return/kind.ts'
import type { Kind, KindExamples } from './kind.ts'

/** Every kind with its examples. A new kind is one folder and one line here (DESIGN §2). */
export const catalogue: readonly { readonly kind: Kind; readonly examples: KindExamples }[] = [
  { kind: auditReturn, examples: auditReturnExamples },
]

/** Every kind of request there is. */
export const kinds: readonly Kind[] = catalogue.map(({ kind }) => kind)

/** The kind of that id, where there is one. */
export const kindOf = (id: string): Kind | undefined => kinds.find((kind) => kind.id === id)
