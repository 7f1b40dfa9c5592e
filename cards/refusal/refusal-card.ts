import type { Card } from '../card.ts'
import { expander } from '../expand.ts'
import { told } from '../text.ts'
import { payload } from '../verbs.ts'
import { refusalTemplate } from './template.ts'

const expand = expander<{
  readonly say: string
  readonly hasWayForward: boolean
  readonly wayForward: string
  readonly offersHelp: boolean
  readonly help: ReturnType<typeof payload>
}>(refusalTemplate)

/**
 * Why something was not done, as the refusal's own sentence, and how to go on. In a dialog it offers no button of its own,
 * because dialogs take no `Action.Execute`.
 */
export const refusalCard = ({
  say,
  wayForward = '',
  inDialog = false,
}: {
  readonly say: string
  readonly wayForward?: string
  readonly inDialog?: boolean
}): Card =>
  expand({
    say: told(say, 1_000),
    hasWayForward: wayForward !== '',
    wayForward: told(wayForward, 1_000),
    offersHelp: !inDialog,
    help: payload('help'),
  })
