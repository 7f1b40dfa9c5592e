import { type MoveForm as Form, formDefinition } from '../../../assurance/move-forms.ts'
import type { Raw } from '../../api/form-model.ts'
import { SmallForm } from '../form/small-form.tsx'
import type { TypedCommand } from '../shell/server.ts'
import type { Moving } from '../shell/use-move.ts'

/** What somebody typed into a move's form and has not sent, for as long as the page is open: closing the panel loses none of it. */
const unsent = new Map<string, Raw>()

const commandOf = ({ doing }: Form, raw: Raw): TypedCommand =>
  doing === 'rate' ? { do: doing, ratings: raw } : { ...raw, do: doing }

/** The small form of a move, drawn from its data as any other form is. */
export const MoveForm = (props: {
  requestKey: string
  form: Form
  moving: Moving
  onSubmit: (command: TypedCommand) => Promise<boolean>
  onCancel: () => void
}) => {
  const { requestKey, form, moving, onSubmit, onCancel } = props
  const place = `${form.doing} ${requestKey}`
  return (
    <SmallForm
      definition={formDefinition(form)}
      start={unsent.get(place) ?? form.start}
      title={form.title}
      intro={form.intro}
      submit={form.submit}
      moving={moving}
      onTyped={(raw) => unsent.set(place, raw)}
      onSubmit={async (raw) => {
        if (await onSubmit(commandOf(form, raw))) unsent.delete(place)
      }}
      onCancel={onCancel}
    />
  )
}
