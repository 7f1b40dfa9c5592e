import type { View } from '../../assurance/record.ts'
import { isOpen } from '../../assurance/request.ts'

/** How far an agency is: *2 of 6 returned*, and thanks once nothing is left. Excused and withdrawn cases are not owed (WORK R7). */
export const sayProgress = (views: readonly View[]): string => {
  const counted = views.filter(({ request }) => request.state !== 'withdrawn')
  const excused = counted.filter(({ request }) => request.state === 'excused').length
  const open = counted.filter(({ request }) => isOpen(request))
  const back = open.filter(({ request }) => request.state === 'sent-back').length
  const owed = counted.length - excused
  if (counted.length === 0) return 'No longer needed. Nothing is asked of you here.'
  if (owed === 0) return 'Excused. Nothing is asked of you here.'
  const done = owed - open.length
  const filing = counted.some(({ request, waiting }) => !isOpen(request) && waiting.length > 0)
  if (open.length === 0) {
    const all = owed === 1 ? 'Returned' : `All ${owed} returned`
    return `${all}${filing ? ', being filed' : ''}. Thank you: nothing more is needed for now.`
  }
  const beside = [
    ...(back > 0 ? [`${back} sent back with a question`] : []),
    ...(excused > 0 ? [`${excused} excused`] : []),
  ]
  return [`${done} of ${owed} returned`, ...beside].join(', ')
}
