import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import type { AskView } from '../../api/ask-model.ts'
import { askFieldId, type Deciding, entryOf, kindOf } from './ask-draft.ts'
import { AskGroup } from './ask-group.tsx'
import { AskText } from './ask-text.tsx'

const saidWrong = (problem: string | undefined) =>
  problem ? { validationMessage: problem, validationState: 'error' as const } : {}

const sayEntry = ({ title, tool, issued }: AskView['programme'][number]): string =>
  [title, ...(issued ? ['asked already'] : tool ? [] : ['no tool agreed yet'])].join(' – ')

/** What is asked: the kind of request, and the entry of the programme it belongs to or a title of its own. */
export const StepWhat = ({ view, draft, decide, problemOf }: Deciding) => {
  const kind = kindOf(draft, view)
  const entry = entryOf(draft, view)
  // An entry stands for the kind whose tool was agreed; one without a tool may still get one here.
  const entries = view.programme.filter(
    ({ tool }) => !tool || view.tools.some(({ id, kind: of }) => id === tool && of === draft.kind),
  )
  const perProgramme = kind?.fields.from === 'tool' && entries.length > 0
  return (
    <>
      <AskGroup field="kind" legend="What kind of request is it?" problem={problemOf('kind')}>
        <RadioGroup
          value={draft.kind}
          aria-label="What kind of request is it?"
          onChange={(_event, { value }) => decide({ kind: value, programme: '', tool: '', dueOn: '', ladder: '' })}
        >
          {view.kinds.map(({ id, title, asking }) => (
            <Radio
              key={id}
              value={id}
              label={
                <>
                  {title}
                  <span className="criterion">{asking}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </AskGroup>
      {perProgramme && (
        <Field className="ask-text" size="large" label="Entry of the programme" {...saidWrong(problemOf('programme'))}>
          <Select
            id={askFieldId('programme')}
            value={draft.programme}
            onChange={(_event, { value }) => decide({ programme: value, tool: '' })}
          >
            <option value="">None: something else</option>
            {entries.map((one) => (
              <option key={one.id} value={one.id}>
                {sayEntry(one)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {entry && (
        <div className="ask-entry">
          <p>{entry.why}</p>
          <p className="quiet">{entry.clause}</p>
          {entry.note && <p className="quiet">{entry.note}</p>}
          {entry.issued && (
            <p>
              <strong>It has been asked already.</strong> Asking again asks nobody twice: only cases and agencies that
              are new get a request.
            </p>
          )}
        </div>
      )}
      {kind && !entry && (
        <>
          <AskText
            field="title"
            label="Title"
            hint="What is asked about, as it stands on the card; no names."
            required
            problem={problemOf('title')}
            value={draft.title}
            onChange={(title) => decide({ title })}
          />
          <AskText
            field="why"
            label="Why it is asked"
            long
            problem={problemOf('why')}
            value={draft.why}
            onChange={(why) => decide({ why })}
          />
          <AskText
            field="clause"
            label="The clause it rests on"
            placeholder={kind.clause}
            problem={problemOf('clause')}
            value={draft.clause}
            onChange={(clause) => decide({ clause })}
          />
          <Field className="ask-text" size="large" label="Responsible group" {...saidWrong(problemOf('group'))}>
            <Select
              id={askFieldId('group')}
              value={draft.group}
              onChange={(_event, { value }) => decide({ group: value })}
            >
              <option value="">Please choose</option>
              {view.groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </>
      )}
      {kind && (
        <AskText
          field="period"
          label="Which quarter or year it is about"
          problem={problemOf('period')}
          value={draft.period}
          onChange={(period) => decide({ period })}
        />
      )}
    </>
  )
}
