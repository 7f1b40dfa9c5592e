import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { sayMoment } from '../../../assurance/dates.ts'
import type { Reading } from '../../../assurance/record.ts'
import type { ServerFault } from './server.ts'

/** Says how fresh a page is; a list that could not be read is named, and what is shown is the last known (DESIGN §4). */
export const AsAt = ({ reading, fault }: { reading: Reading | undefined; fault: ServerFault | undefined }) => {
  const when = reading?.asAt ? sayMoment(reading.asAt) : undefined
  return (
    <>
      {fault && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {fault.message}
            {when ? ` Shown is what was known at ${when}.` : ''}
          </MessageBarBody>
        </MessageBar>
      )}
      {reading && !reading.complete && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {reading.unread.length > 0
              ? `These lists could not be read from SharePoint: ${reading.unread.join(', ')}. `
              : 'Not everything has been read from SharePoint yet. '}
            {when ? `Shown is what was known at ${when}.` : 'Nothing is known of them yet.'}
          </MessageBarBody>
        </MessageBar>
      )}
      {when && <p className="as-at">As at {when}</p>}
    </>
  )
}
