import type { PersonRef } from '../../assurance/who.ts'
import type { Card, Filled } from '../card.ts'
import { expander } from '../expand.ts'
import { mentionOf, teamsOf } from '../mention.ts'
import { told } from '../text.ts'
import { payload } from '../verbs.ts'
import { refusalTemplate } from './template.ts'

const expand = expander<{
  readonly msteams: Filled
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
  to,
}: {
  readonly say: string
  readonly wayForward?: string
  readonly inDialog?: boolean
  /** Mentioned by name before the sentence, where it is told in a channel. */
  readonly to?: PersonRef
}): Card => {
  const mention = to && mentionOf(to)
  return expand({
    msteams: teamsOf(mention),
    say: `${mention ? `${mention.text}, ` : ''}${told(say, 1_000)}`,
    hasWayForward: wayForward !== '',
    wayForward: told(wayForward, 1_000),
    offersHelp: !inDialog,
    help: payload('help'),
  })
}
