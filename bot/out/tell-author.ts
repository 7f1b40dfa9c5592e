import { sayMoment } from '../../assurance/dates.ts'
import { type Doing, moves, type Request } from '../../assurance/request.ts'
import { refOf } from '../../cards/ask/case-line.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import type { PendingMove } from '../queue/pending-moves.ts'
import type { CardJson, Sent, Teams } from '../seam.ts'
import type { Ledger } from './ledger.ts'

/** What somebody sent, as they would call it. */
const things: { readonly [Name in Doing]?: string } = {
  return: 'answer',
  nil: 'nil return',
  'reverse-nil': 'reversal of the nil return',
  share: 'early share',
  'confirm-key': 'confirmation of the case key',
  'finish-part': 'part',
  invite: 'invitation',
  'hand-over': 'hand-over',
  'ask-extension': 'request for more time',
  'ask-question': 'question',
}

const summary = 'Something you sent could not be filed'

/**
 * Tells the author of something that was acknowledged and could not be filed who was first, when and why (DESIGN §4): an
 * agency's people in the thread of the card, anybody else privately. Their words are kept in *Superseded*; nothing of them
 * is said here, and where answers are anonymous nobody is named. Throws where Teams is busy, to be tried again.
 */
export const createTellAuthor =
  ({ ledger, teams, log }: { readonly ledger: Ledger; readonly teams: Teams; readonly log: (line: string) => void }) =>
  async (request: Request, { move }: PendingMove, say: string): Promise<void> => {
    const { partnership, round, agency, pseudonym } = request
    const doing = move.command.do
    const isAgencys = moves[doing].by.includes('agency') || moves[doing].by.includes('part')
    const named = (request.caseRef ?? request.about) ? ` for ${refOf(request)}` : ''
    const what = `${things[doing] ?? 'change'}${named}`
    const told = `${what}, received on ${sayMoment(move.on)}, could not be filed. ${say}`
    const given = {
      wayForward: 'What you wrote is kept, and the SSU can read it. Write to the SSU if it should count.',
    }
    const thread = async (): Promise<Sent | undefined> => {
      const { conversation, message } = (await ledger.all()).get(`${partnership}/ask:${round}:${agency}`) ?? {}
      if (!conversation || !message) return undefined
      const card = refusalCard(
        pseudonym
          ? { ...given, say: `An answer received on ${sayMoment(move.on)} could not be filed. ${say}` }
          : { ...given, say: `your ${told}`, to: move.by },
      )
      return teams.reply({ conversation, message }, card, summary)
    }
    const privately = async (): Promise<Sent | undefined> => {
      if (pseudonym) return undefined
      const card: CardJson = refusalCard({ ...given, say: `Your ${told}` })
      return teams.tell(move.by, card, summary)
    }
    const sent = (isAgencys ? await thread() : undefined) ?? (await privately())
    if (sent?.is === 'busy') throw new Error('Teams is busy.')
    if (sent?.is !== 'sent') log(`tell-author: the author of ${move.id} could not be told: ${sent?.is ?? 'no place'}`)
  }
