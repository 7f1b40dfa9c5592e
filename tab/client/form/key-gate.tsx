import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { FormView } from '../../api/form-model.ts'
import { useMove } from '../shell/use-move.ts'

/** Which child or adult a reference is, an agency learns outside the product; it says so before it can answer (WORK A3). */
export const KeyGate = ({ form, onConfirmed }: { form: FormView; onConfirmed: () => void }) => {
  const { moving, submit } = useMove(form.key)
  const confirm = async () => {
    if (await submit(form.revision, { do: 'confirm-key' })) onConfirmed()
  }
  return (
    <div className="card form-card">
      <h2>Do you have the case key?</h2>
      <p>
        The SSU sends your agency the key outside Sightline, by the partnership’s secure route; it says which child or
        adult {form.caseRef?.toUpperCase()} is. Once you have it, the questions open.
      </p>
      {moving.refusal && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
        </MessageBar>
      )}
      <div className="buttons">
        <Button appearance="primary" disabledFocusable={moving.busy} onClick={confirm}>
          I have the case key
        </Button>
      </div>
    </div>
  )
}
