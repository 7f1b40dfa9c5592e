import type { Instant } from '../../assurance/dates.ts'
import type { Done, Request } from '../../assurance/request.ts'
import type { PersonRef } from '../../assurance/who.ts'

/** Who and when, where somebody who writes into the row by hand may leave both out. */
interface DoneByHand {
  readonly by?: PersonRef
  readonly at?: Instant
}

/**
 * What every request's row holds whatever it asks: the request without its answers; its list says its family. What the SSU
 * may write by hand (an answer to a question, more time) may lack who and when.
 */
export type Envelope = Omit<Request, 'answers' | 'ratings' | 'family' | 'question' | 'extension'> & {
  readonly question?: { readonly text: string; readonly asked: Done; readonly answer?: DoneByHand & { text: string } }
  readonly extension?: Omit<NonNullable<Request['extension']>, 'decided'> & {
    readonly decided?: DoneByHand & { readonly granted: boolean; readonly reason?: string }
  }
}

const inSharePoint: PersonRef = { oid: 'sharepoint', tid: 'sharepoint', name: 'The SSU' }
const handDone = ({ by = inSharePoint, at }: DoneByHand, otherwise: Instant): Done => ({ by, at: at ?? otherwise })

/** What stands in the row with who and when, where somebody wrote by hand and left them out. */
export const completed = ({
  question,
  extension,
  ...rest
}: Envelope): Omit<Request, 'answers' | 'ratings' | 'family'> => ({
  ...rest,
  ...(question
    ? {
        question: {
          text: question.text,
          asked: question.asked,
          ...(question.answer
            ? { answer: { ...handDone(question.answer, question.asked.at), text: question.answer.text } }
            : {}),
        },
      }
    : {}),
  ...(extension
    ? {
        extension: {
          until: extension.until,
          reason: extension.reason,
          asked: extension.asked,
          ...(extension.decided
            ? {
                decided: {
                  ...handDone(extension.decided, extension.asked.at),
                  granted: extension.decided.granted,
                  ...(extension.decided.reason ? { reason: extension.decided.reason } : {}),
                },
              }
            : {}),
        },
      }
    : {}),
})
