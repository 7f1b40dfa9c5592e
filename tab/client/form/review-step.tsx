import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { Fault } from '../../../assurance/definition.ts'
import type { FormView, Raw } from '../../api/form-model.ts'
import type { Place } from '../shell/address.ts'
import type { Moving } from '../shell/use-move.ts'
import { KeptWords } from './kept-words.tsx'
import { Reconfirm } from './offer-bar.tsx'
import { ProblemSummary, ReviewPage } from './review-page.tsx'
import { wordsOf } from './typed-lines.ts'
import type { useOffer } from './use-offer.ts'

/** The last page of the form: what needs another look, why it was not taken, and everything typed to read over. */
export const ReviewStep = (props: {
  form: FormView
  raw: Raw
  from: { readonly [field: string]: string }
  faults: readonly Fault[]
  moving: Moving
  attempt: number
  uploading: boolean
  offer: ReturnType<typeof useOffer>
  placeOf: (step: string) => Place
  onGo: (field: string) => void
}) => {
  const { form, raw, from, faults, moving, attempt, uploading, offer, placeOf, onGo } = props
  const { definition, part } = form
  const remaining = attempt > 0 ? (faults.length > 0 ? faults : moving.faults) : []
  const refused = moving.refusal && moving.faults.length === 0
  return (
    <>
      {remaining.length > 0 && (
        <ProblemSummary definition={definition} faults={remaining} attempt={attempt} onGo={onGo} />
      )}
      {attempt > 0 && uploading && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody role="status">
            A file is still being added. Wait until it is there, then {part ? 'hand in' : 'submit'} again.
          </MessageBarBody>
        </MessageBar>
      )}
      {refused && (
        <>
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody role="alert">
              {moving.refusal}
              {moving.unsure ? ' Nothing is lost: your words are still here.' : ''}
            </MessageBarBody>
          </MessageBar>
          {!moving.unsure && <KeptWords words={wordsOf(definition, raw)} />}
        </>
      )}
      <p className="section-intro">
        {part
          ? 'Read your answers over. Once handed in, whoever submits the return reads them; you can open your part again until then.'
          : 'Read your answers over. Once submitted, you can correct them until they are reviewed.'}
      </p>
      <ReviewPage definition={definition} raw={raw} placeOf={placeOf} from={from} />
      {offer.taken.length > 0 && (
        <Reconfirm
          definition={definition}
          taken={offer.taken}
          confirmed={offer.confirmed}
          problem={attempt > 0 && !offer.confirmed}
          onConfirm={offer.confirm}
        />
      )}
    </>
  )
}
