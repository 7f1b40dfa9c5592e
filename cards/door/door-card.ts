import type { Agency, Labels, Partnership } from '../../assurance/partnership.ts'
import type { Card, Element } from '../card.ts'
import { expander } from '../expand.ts'
import { smallPrint, theUnit } from '../small-print.ts'
import { told } from '../text.ts'
import { dialogPayload } from '../verbs.ts'
import { doorTemplate } from './template.ts'

const expand = expander<{
  readonly heading: string
  readonly say: string
  readonly actions: readonly Element[]
  readonly smallPrint: string
}>(doorTemplate)

const opens = (title: string, data: ReturnType<typeof dialogPayload>): Element => ({
  type: 'Action.Submit',
  title,
  data,
})

/** Answers `ask`: a button that opens the page on which a request is issued (WORK R1). Who presses it is authorised then. */
export const askDoorCard = ({ id, labels }: Pick<Partnership, 'id' | 'labels'>): Card =>
  expand({
    heading: 'Issue a request',
    say: 'Choose what is asked, of whom and by when. You see the very card and how many agencies it goes to before anything is sent.',
    actions: [opens('Begin', dialogPayload('ask', { partnership: id }))],
    smallPrint: smallPrint(labels),
  })

/** Six buttons at most, by Teams' store rules. */
const agenciesAtMost = 6

/** Answers `share`: a button for each agency that somebody answers for, which opens the page for sharing early (WORK R9). */
export const shareDoorCard = ({
  labels,
  partnership,
  agencies,
}: {
  readonly labels: Labels
  readonly partnership: string
  readonly agencies: readonly Pick<Agency, 'id' | 'name'>[]
}): Card =>
  expand({
    heading: 'Share something early',
    say: `An emerging concern, practice that works, or a barrier in the system: share it now rather than waiting to be asked. It reaches the chair of the group you choose, and ${theUnit(labels)}.`,
    actions: agencies
      .slice(0, agenciesAtMost)
      .map(({ id, name }) =>
        opens(
          agencies.length === 1 ? 'Share early' : `Share for ${told(name, 80)}`,
          dialogPayload('share', { partnership, agency: id }),
        ),
      ),
    smallPrint: smallPrint(labels),
  })

/** Instead of a dialog, where none can be opened: the way to the page on which the same can be done. */
export const pageDoorCard = ({
  labels,
  heading,
  link,
}: {
  readonly labels: Labels
  readonly heading: string
  readonly link: string
}): Card =>
  expand({
    heading: told(heading, 200),
    say: 'This app cannot open it here. Everything it does can be done in Sightline.',
    actions: [{ type: 'Action.OpenUrl', title: 'Open in Sightline', url: link }],
    smallPrint: smallPrint(labels),
  })
