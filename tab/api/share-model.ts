import type { Definition } from '../../assurance/definition.ts'
import type { AgencyName } from './cell-model.ts'

/** What sharing early asks for (WORK R9): the kind's questions, with whom it is shared, and for which agency. */
export interface ShareView {
  readonly definition: Definition
  readonly groups: readonly { readonly id: string; readonly name: string }[]
  /** The agencies this person may share for. */
  readonly agencies: readonly AgencyName[]
  /** Id of the move to be made, so that a second press is the same one. */
  readonly attempt: string
}
