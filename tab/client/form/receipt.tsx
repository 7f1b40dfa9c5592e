import { Button } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { FormView } from '../../api/form-model.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { sayClock } from '../shell/say-clock.ts'
import { useTab } from '../shell/tab-context.ts'

/** The receipt: the answer is safe from here on, and the channel's card says when it is filed (WORK R2). */
export const Receipt = ({ form, at }: { form: FormView; at: string }) => {
  const { host, session } = useTab()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="card receipt">
      <CheckmarkCircleFilled aria-hidden="true" className="receipt-mark" fontSize={48} />
      <h2 ref={heading} tabIndex={-1}>
        Received at {sayClock(at)}. You can close this.
      </h2>
      {form.part ? (
        <p>
          {form.part.title} is handed in. Whoever submits the return for {form.agency.name} reads it now; you can open
          your part again until it is submitted.
        </p>
      ) : form.alone ? (
        <p>
          {form.alone === 'anonymous'
            ? 'Your answers are being filed without your name.'
            : 'Your answers are being filed; you can correct them until they are reviewed.'}
        </p>
      ) : (
        <p>
          {session.name} returned {form.caseRef ? `case ${form.caseRef.toUpperCase()}` : (form.about?.title ?? 'this')}{' '}
          for {form.agency.name}. It is being filed; the card in your channel will say so, and you can correct it until
          it is reviewed.
        </p>
      )}
      <div className="buttons">
        {host.inDialog ? (
          <Button
            appearance="primary"
            onClick={() => host.submitDialog({ [form.part ? 'handedIn' : 'returned']: form.key, received: at })}
          >
            Close
          </Button>
        ) : (
          <>
            <LinkTo to={{ page: 'form', round: form.round, agency: form.agency.id }} className="strong-link">
              Answer another
            </LinkTo>
            {!form.alone && (
              <LinkTo to={{ page: 'returns', round: form.round }} className="strong-link">
                See your agency’s returns
              </LinkTo>
            )}
          </>
        )}
      </div>
    </div>
  )
}
