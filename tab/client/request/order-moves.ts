import type { Doing } from '../../../assurance/request.ts'

/** Moves as they are offered: what is usually meant first, what ends a request last. */
const order: readonly Doing[] = [
  'confirm-key',
  'finish-part',
  'return',
  'answer-question',
  'grant-extension',
  'refuse-extension',
  'rate',
  'accept',
  'send-back',
  'release',
  'nil',
  'remind',
  'reverse-nil',
  'ask-question',
  'ask-extension',
  'invite',
  'hand-over',
  'set-due',
  'excuse',
  'withdraw',
]

/** More buttons than this are not all shown at once. */
const mostShown = 4

/**
 * The moves somebody may make: those shown, and the rest under *More*. The first is the one most likely meant; a question
 * that has its answer may still be answered better, and comes last.
 */
export const orderMoves = (
  may: readonly Doing[],
  isAnswered: boolean,
): { readonly shown: readonly Doing[]; readonly more: readonly Doing[] } => {
  const place = (doing: Doing) => (isAnswered && doing === 'answer-question' ? order.length : order.indexOf(doing))
  const sorted = may.toSorted((one, other) => place(one) - place(other))
  const shown = sorted.length > mostShown ? mostShown - 1 : mostShown
  return { shown: sorted.slice(0, shown), more: sorted.slice(shown) }
}
