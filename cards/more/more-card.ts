import { moveWords } from '../../assurance/move-forms.ts'
import type { Agency } from '../../assurance/partnership.ts'
import type { Round } from '../../assurance/record.ts'
import type { SecondaryWay } from '../ask/ways.ts'
import type { Card, Element } from '../card.ts'
import { nothingToChoose } from '../dialog.ts'
import { expander } from '../expand.ts'
import { told } from '../text.ts'
import { nextPayload } from '../verbs.ts'
import { moreTemplate } from './template.ts'

const expand = expander<{
  readonly title: string
  readonly ways: readonly { readonly title: string; readonly say: string }[]
  readonly actions: readonly Element[]
}>(moreTemplate)

const says: { readonly [Name in SecondaryWay]: string } = {
  'ask-extension': 'Say until when and why; the SSU decides, and nobody is reminded until then.',
  'hand-over': 'A colleague of your agency answers instead; you keep sight of it.',
  'ask-question': 'The SSU’s answer comes back on the card.',
  share: 'A concern, practice that works, or a barrier, rather than waiting.',
  invite: 'A practitioner or auditor writes their own part, and sees no other.',
}

/** The dialog of what found no room on the card: each way with a line on what it does, and a button that leads on. */
export const moreCard = ({
  round,
  agency,
  ways,
}: {
  readonly round: Round
  readonly agency: Pick<Agency, 'id'>
  readonly ways: readonly SecondaryWay[]
}): Card => {
  if (ways.length === 0) return nothingToChoose('There is nothing more that you can do here now.', [])
  const place = { partnership: round.partnership, round: round.id, agency: agency.id }
  return expand({
    title: told(round.title, 200),
    ways: ways.map((way) => ({ title: moveWords[way], say: says[way] })),
    actions: ways.map((way) => ({ type: 'Action.Submit', title: moveWords[way], data: nextPayload(way, place) })),
  })
}
