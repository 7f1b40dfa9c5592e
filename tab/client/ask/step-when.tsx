import { Checkbox, Field, Input, Select } from '@fluentui/react-components'
import { sayDay } from '../../../assurance/dates.ts'
import { askFieldId, type Deciding, dueOnOf, kindOf } from './ask-draft.ts'
import { AskGroup } from './ask-group.tsx'

/** By when, and how it is chased. */
export const StepWhen = ({ view, draft, decide, problemOf }: Deciding) => {
  const kind = kindOf(draft, view)
  if (!kind) return <p>Choose first what kind of request it is.</p>
  const ladder = draft.ladder || kind.ladder
  const said = view.ladders.find(({ id }) => id === ladder)?.say
  const problem = problemOf('dueOn')
  return (
    <>
      <p>
        Agencies are asked today, <strong>{sayDay(view.today)}</strong>.
      </p>
      <Field
        className="ask-text"
        size="large"
        label="Due"
        hint={`${kind.workingDays} working days from today are usual for a ${kind.word}.`}
        {...(problem ? { validationMessage: problem, validationState: 'error' } : {})}
      >
        <Input
          id={askFieldId('dueOn')}
          className="ask-select"
          type="date"
          min={view.today}
          value={dueOnOf(draft, view)}
          onChange={(_event, { value }) => decide({ dueOn: value })}
        />
      </Field>
      <Field className="ask-text" size="large" label="Reminders" {...(said ? { hint: said } : {})}>
        <Select
          id={askFieldId('ladder')}
          className="ask-select"
          value={ladder}
          onChange={(_event, { value }) => decide({ ladder: value })}
        >
          {view.ladders.map(({ id }) => (
            <option key={id} value={id}>
              {id === kind.ladder ? `${id} – usual for this kind` : id}
            </option>
          ))}
        </Select>
      </Field>
      {kind.reuse && (
        <AskGroup field="afresh" legend="Earlier answers" problem={undefined}>
          <Checkbox
            checked={draft.afresh}
            label="Ask afresh: do not offer what an agency answered before"
            onChange={(_event, { checked }) => decide({ afresh: checked === true })}
          />
        </AskGroup>
      )}
    </>
  )
}
