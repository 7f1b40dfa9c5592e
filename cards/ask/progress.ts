import type { View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'
import { isBeingFiled, isOfPeople } from './case-line.ts'

/**
 * How far an agency is: *2 of 6 returned*, and thanks once nothing is left. Excused and withdrawn cases are not owed (WORK R7).
 * Where people are asked it counts them, and says of nobody whether they have answered.
 */
export const sayProgress = (views: readonly View[]): string => {
  const counted = views.filter(({ request }) => request.state !== 'withdrawn')
  const excused = counted.filter(({ request }) => request.state === 'excused').length
  const open = counted.filter(({ request }) => isOpen(request))
  const back = open.filter(({ request }) => request.state === 'sent-back').length
  const owed = counted.length - excused
  if (counted.length === 0) return 'No longer needed. Nothing is asked of you here.'
  if (owed === 0) return 'Excused. Nothing is asked of you here.'
  const people = isOfPeople(views)
  const done = owed - open.length
  if (open.length === 0) {
    const filing = counted.some((view) => !isOpen(view.request) && isBeingFiled(view)) ? ', being filed' : ''
    const all = people
      ? owed === 1
        ? 'The one person asked has answered'
        : `All ${owed} have answered`
      : owed === 1
        ? 'Returned'
        : `All ${owed} returned`
    return `${all}${filing}. Thank you: nothing more is needed for now.`
  }
  const beside = [
    ...(back > 0 && !people ? [`${back} sent back with a question`] : []),
    ...(excused > 0 ? [`${excused} excused`] : []),
  ]
  return [people ? `${done} of ${owed} have answered` : `${done} of ${owed} returned`, ...beside].join(', ')
}
