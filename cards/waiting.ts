import type { View } from '../assurance/record.ts'
import { byRef, isOfPeople, refOf } from './ask/case-line.ts'
import { counted, told } from './text.ts'

/** References named before the rest are counted. */
const refsNamed = 10
const needsNamed = 4

/** *C-2, C-10 and 3 more*: requests by what a card calls them, in the order people read them. */
export const nameThem = (views: readonly View[]): string => {
  const needs = views.some(({ request }) => request.about !== undefined)
  const refs = views.toSorted(byRef).map(({ request }) => (needs ? `“${told(refOf(request), 80)}”` : refOf(request)))
  const most = needs ? needsNamed : refsNamed
  return `${refs.slice(0, most).join(', ')}${refs.length > most ? ` and ${refs.length - most} more` : ''}`
}

/** What these requests are, counted: *2 cases*, *3 learning needs*, *1 request*. */
export const countThem = (views: readonly View[]): string => {
  if (views.every(({ request }) => request.caseRef)) return counted(views.length, 'case')
  if (views.every(({ request }) => request.about)) return counted(views.length, 'learning need')
  return counted(views.length, isOfPeople(views) ? 'answer' : 'request')
}

/** What of a round still waits for its agency: *2 cases waiting for your answer: C-2, C-10*. Of people only how many. */
export const sayWaiting = (views: readonly View[]): string => {
  if (isOfPeople(views))
    return views.length === 1 ? '1 person asked has yet to answer' : `${views.length} people asked have yet to answer`
  const named = views.some(({ request }) => request.caseRef ?? request.about)
  return named ? `${countThem(views)} waiting for your answer: ${nameThem(views)}` : 'Waiting for your answer'
}
