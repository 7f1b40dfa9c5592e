import { londonTime, sayShortDay } from '../../assurance/dates.ts'
import type { Done, Request } from '../../assurance/request.ts'
import { samePerson } from '../../assurance/who.ts'
import type { Opened } from './tab-access.ts'

/** What stands beside a request's answer, in words: to whom it was handed, more time, a question, where its words come from. */
export interface Besides {
  /** Whom it was handed to, and by whom: *Pat Sample, 2 Dec 2026* */
  readonly handed?: { readonly to: string; readonly by: string }
  readonly extension?: {
    /** *2 Dec 2026* */
    readonly until: string
    readonly reason: string
    /** *Jo Reed, 24 Nov 2026* */
    readonly asked: string
    /** By *Sam Sample, 25 Nov 2026*. */
    readonly decided?: { readonly granted: boolean; readonly by: string; readonly reason?: string }
  }
  readonly question?: {
    readonly text: string
    readonly asked: string
    readonly answer?: { readonly text: string; readonly by: string }
  }
  /** The earlier answer it was started from: its round in words, and the day it was given on. */
  readonly reused?: { readonly from: string; readonly on: string }
}

/** *Jo Reed, 24 Nov 2026* */
export const sayDone = ({ by, at }: Done): string => `${by.name}, ${sayShortDay(londonTime(new Date(at)).day)}`

const saidExtension = ({ extension }: Request): Pick<Besides, 'extension'> => {
  if (!extension) return {}
  const { until, reason, asked, decided } = extension
  return {
    extension: {
      until: sayShortDay(until),
      reason,
      asked: sayDone(asked),
      ...(decided
        ? {
            decided: {
              granted: decided.granted,
              by: sayDone(decided),
              ...(decided.reason ? { reason: decided.reason } : {}),
            },
          }
        : {}),
    },
  }
}

const saidQuestion = ({ question }: Request): Pick<Besides, 'question'> => {
  if (!question) return {}
  const { text, asked, answer } = question
  return {
    question: {
      text,
      asked: sayDone(asked),
      ...(answer ? { answer: { text: answer.text, by: sayDone(answer) } } : {}),
    },
  }
}

/** What this person may read of it: everything where they read the answers; a contributor their own question. */
export const besidesOf = ({ request, viewer, reaches }: Opened): Besides => {
  const { handed, reused, question } = request
  if (!reaches('answers')) return question && samePerson(question.asked.by, viewer) ? saidQuestion(request) : {}
  return {
    ...(handed ? { handed: { to: handed.to.name, by: sayDone(handed) } } : {}),
    ...saidExtension(request),
    ...saidQuestion(request),
    ...(reused ? { reused: { from: reused.from, on: sayShortDay(reused.on) } } : {}),
  }
}
