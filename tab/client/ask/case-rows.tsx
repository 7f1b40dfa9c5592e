import { Button, Field, Input } from '@fluentui/react-components'
import { AddRegular, ArrowForwardRegular, DeleteRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { useNarrow } from '../returns/use-narrow.ts'
import { askFieldId, type CaseRow, type Deciding } from './ask-draft.ts'
import { AskGroup } from './ask-group.tsx'
import { CaseLists } from './case-lists.tsx'
import { CaseMatrix } from './case-matrix.tsx'

/** The cases or learning needs of a round, and the agencies each may concern (WORK R1, A3). A case's reference is drawn, never typed. */
export const CaseRows = ({ view, draft, decide, problemOf, needs }: Deciding & { needs: boolean }) => {
  const narrow = useNarrow()
  const [said, setSaid] = useState('')
  const focusOn = useRef<string>(undefined)
  useEffect(() => {
    if (!focusOn.current) return
    document.getElementById(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const { cases } = draft
  const what = needs ? 'learning need' : 'case'
  const put = (next: readonly CaseRow[]) => decide({ cases: next })
  const change = (at: number, part: Partial<CaseRow>) =>
    put(cases.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const fresh = view.refs.find((ref) => cases.every((row) => row.ref !== ref))
  const add = () => {
    const ref = needs ? '' : fresh
    if (ref === undefined) return
    // The next case usually concerns the agencies that the last one does.
    put([...cases, { ref, title: '', agencies: cases.at(-1)?.agencies ?? [] }])
    if (needs) focusOn.current = `need-${cases.length}-ref`
    setSaid(needs ? `Learning need ${cases.length + 1} added.` : `Case ${ref.toUpperCase()} added.`)
  }
  const carried = (needs ? (view.carried[draft.kind] ?? []) : []).filter(({ ref }) =>
    cases.every((row) => row.ref.toLowerCase() !== ref.toLowerCase()),
  )
  const carry = () => {
    put([...cases, ...carried.map(({ ref, title, agencies }) => ({ ref, title, agencies }))])
    setSaid(`${carried.length} carried forward.`)
  }
  const remove = (at: number) => {
    focusOn.current = askFieldId('add-case')
    setSaid(`${cases[at]?.ref.toUpperCase() || `Learning need ${at + 1}`} removed.`)
    put(cases.filter((_row, index) => index !== at))
  }
  const chooser = { agencies: view.agencies, cases, onChange: put }
  return (
    <>
      <AskGroup
        field="cases"
        legend={needs ? 'Which learning needs?' : 'Which cases?'}
        hint={
          needs
            ? 'A reference of a few letters, and a title as agencies know it.'
            : 'Each is a random reference made for this round. Which child or adult it is, agencies learn from you outside Sightline.'
        }
        problem={problemOf('cases')}
      >
        <ul className={needs ? 'needs' : 'chosen'}>
          {cases.map((row, at) => (
            <li key={needs ? at : row.ref}>
              {needs ? (
                <>
                  <Field label={`Reference ${at + 1}`}>
                    <Input
                      id={`need-${at}-ref`}
                      value={row.ref}
                      onChange={(_event, { value }) => change(at, { ref: value })}
                    />
                  </Field>
                  <Field label={`Title ${at + 1}`}>
                    <Input value={row.title} onChange={(_event, { value }) => change(at, { title: value })} />
                  </Field>
                </>
              ) : (
                <strong>{row.ref.toUpperCase()}</strong>
              )}
              <Button
                appearance="subtle"
                size={needs ? 'medium' : 'small'}
                icon={<DeleteRegular />}
                aria-label={`Remove ${row.ref.toUpperCase() || `${what} ${at + 1}`}`}
                onClick={() => remove(at)}
              />
            </li>
          ))}
        </ul>
        <div className="buttons">
          <Button
            id={askFieldId('add-case')}
            icon={<AddRegular />}
            disabledFocusable={!needs && fresh === undefined}
            onClick={add}
          >
            Add a {what}
          </Button>
          {carried.length > 0 && (
            <Button icon={<ArrowForwardRegular />} onClick={carry}>
              Carry forward {carried.length} not yet assured
            </Button>
          )}
        </div>
        {!needs && fresh === undefined && (
          <p className="field-help">That is as many as can be asked about at a time. Issue these, then ask again.</p>
        )}
        <span className="unseen" role="status">
          {said}
        </span>
      </AskGroup>
      {cases.length > 0 && (
        <div className="case-agencies">
          <h3>Which agencies may each concern?</h3>
          <p className="field-help">A school or a surgery only where it is the person’s own.</p>
          {narrow ? <CaseLists {...chooser} /> : <CaseMatrix {...chooser} />}
        </div>
      )}
    </>
  )
}
