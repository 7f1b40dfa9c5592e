import { Radio, RadioGroup } from '@fluentui/react-components'
import { type Deciding, entryOf, itemsOf, kindOf, toolOf } from './ask-draft.ts'
import { AskGroup } from './ask-group.tsx'
import { AskText } from './ask-text.tsx'

const plural = (word: string, count: number): string => (count === 1 ? word : `${word}s`)

/** Which questions: the tool agreed, items named one a line, or the kind's own. */
export const StepQuestions = ({ view, draft, decide, problemOf }: Deciding) => {
  const kind = kindOf(draft, view)
  if (!kind) return <p>Choose first what kind of request it is.</p>
  const { fields } = kind
  if (fields.from === 'own')
    return (
      <p>
        A {kind.word} asks the same {fields.questions} {plural('question', fields.questions)} each time. You see them on
        the card and in the form.
      </p>
    )
  if (fields.from === 'each') {
    const count = itemsOf(draft).length
    return (
      <>
        <AskText
          field="items"
          label={`${fields.item.charAt(0).toUpperCase()}${fields.item.slice(1)}s, one a line`}
          hint={`At most ${fields.itemsAtMost}. Each is asked about separately; no names.`}
          required
          long
          problem={problemOf('items')}
          value={draft.items}
          onChange={(items) => decide({ items })}
        />
        <p className="quiet" role="status">
          {count} {plural(fields.item, count)}
        </p>
      </>
    )
  }
  const tools = view.tools.filter((tool) => tool.kind === kind.id)
  const chosen = toolOf(draft, view)
  const agreed = entryOf(draft, view)?.tool
  return (
    <AskGroup
      field="tool"
      legend="Which tool?"
      hint="The questions are frozen when it is issued: each return stays readable as it was asked."
      problem={problemOf('tool')}
    >
      {tools.length === 0 ? (
        <p>No tool for this kind has been agreed yet. Write its questions into the lists Tools and Questions first.</p>
      ) : (
        <RadioGroup
          value={chosen?.id ?? ''}
          aria-label="Which tool?"
          onChange={(_event, { value }) => decide({ tool: value })}
        >
          {tools.map(({ id, title, version, questions }) => (
            <Radio
              key={id}
              value={id}
              label={
                <>
                  {title}
                  <span className="criterion">
                    {questions} questions, version {version}
                    {id === agreed ? ', agreed for this entry of the programme' : ''}
                  </span>
                </>
              }
            />
          ))}
        </RadioGroup>
      )}
    </AskGroup>
  )
}
