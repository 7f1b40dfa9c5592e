import { sayMoment } from '../../assurance/dates.ts'
import type { Request } from '../../assurance/request.ts'
import { refusalCard } from '../../cards/refusal/refusal-card.ts'
import type { PendingMove } from '../queue/pending-moves.ts'
import type { Teams } from '../seam.ts'
import type { Ledger } from './ledger.ts'

/**
 * Tells the author of an answer that was acknowledged and could not be filed who was first, when and why, in the thread of
 * the card (DESIGN §4). Their words are kept in *Superseded*; nothing of them is said here.
 */
export const createTellAuthor =
  ({ ledger, teams, log }: { readonly ledger: Ledger; readonly teams: Teams; readonly log: (line: string) => void }) =>
  async ({ partnership, round, agency, caseRef }: Request, { move }: PendingMove, say: string): Promise<void> => {
    const { conversation, message } = (await ledger.all()).get(`${partnership}/ask:${round}:${agency}`) ?? {}
    if (!conversation || !message) return
    const what = caseRef ? `your answer for ${caseRef}` : 'your answer'
    const card = refusalCard({
      say: `${move.by.name}, ${what}, received on ${sayMoment(move.on)}, could not be filed. ${say}`,
      wayForward: 'What you wrote is kept, and the SSU can read it. Write to the SSU if it should count.',
    })
    const sent = await teams.reply({ conversation, message }, card, 'An answer could not be filed')
    if (sent.is !== 'sent') log(`tell-author: the author of ${move.id} could not be told: ${sent.is}`)
  }
