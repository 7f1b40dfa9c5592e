import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { type Instant, sayMoment } from '../../../assurance/dates.ts'
import type { FormView } from '../../api/form-model.ts'
import { useTab } from '../shell/tab-context.ts'
import { ReviewPage } from './review-page.tsx'

/** A part that was handed in: what was written, and a way of opening it again until the return is submitted (WORK R2). */
export const PartDone = ({ form, done, onReopen }: { form: FormView; done: Instant; onReopen: () => void }) => {
  const { host } = useTab()
  return (
    <div className="card form-card">
      <h2>Your part is in</h2>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          You handed in your part on {sayMoment(done)}. You can open it again until the return is submitted.
        </MessageBarBody>
      </MessageBar>
      <div className="buttons">
        <Button appearance="primary" onClick={onReopen}>
          Open my part again
        </Button>
        {host.inDialog && <Button onClick={() => host.submitDialog({ closed: form.key })}>Close</Button>}
      </div>
      <ReviewPage definition={form.definition} raw={form.raw} />
    </div>
  )
}
