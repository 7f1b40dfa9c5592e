import { Button, Input, Textarea } from '@fluentui/react-components'
import { AddRegular, DeleteRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { Field } from '../../../assurance/definition.ts'
import type { Given } from './controls.tsx'
import { fieldId } from './field-shell.tsx'

interface Entry {
  readonly date?: string
  readonly what?: string
  readonly source?: string
}

const entriesOf = (value: unknown): readonly Entry[] => (Array.isArray(value) ? value : [])

/** Dated entries, one a row; the focus goes to a row just added, and to the one before when a row is removed. */
export const ChronologyControl = ({ field, given }: { field: Field; given: Given }) => {
  const entries = entriesOf(given.value)
  const [rows, setRows] = useState(() => entries.map(() => crypto.randomUUID()))
  const [said, setSaid] = useState('')
  const focusOn = useRef<string>(undefined)
  const id = fieldId(field.id)

  useEffect(() => {
    if (!focusOn.current) return
    document.getElementById(focusOn.current)?.focus()
    focusOn.current = undefined
  })

  const change = (at: number, part: Partial<Entry>) =>
    given.change(entries.map((entry, index) => (index === at ? { ...entry, ...part } : entry)))
  const add = () => {
    focusOn.current = `${id}-${entries.length}-date`
    setRows([...rows, crypto.randomUUID()])
    setSaid(`Entry ${entries.length + 1} added.`)
    given.change([...entries, {}])
  }
  const remove = (at: number) => {
    focusOn.current = entries.length > 1 ? `${id}-${Math.max(at - 1, 0)}-date` : `${id}-add`
    setRows(rows.filter((_row, index) => index !== at))
    setSaid(`Entry ${at + 1} removed.`)
    given.change(entries.filter((_entry, index) => index !== at))
  }

  return (
    <div className="chronology">
      {entries.length === 0 && (
        <p className="quiet">
          No entries yet. Add one for each contact, decision or change that mattered, oldest first or as they come: they
          are put in order of date.
        </p>
      )}
      <ol>
        {entries.map(({ date = '', what = '', source = '' }, at) => (
          <li key={rows[at] ?? at} className="chronology-row">
            <div>
              <label htmlFor={`${id}-${at}-date`}>
                Date<span className="unseen"> of entry {at + 1}</span>
              </label>
              <Input
                id={`${id}-${at}-date`}
                type="date"
                value={date}
                onChange={(_event, data) => change(at, { date: data.value })}
              />
            </div>
            <div className="chronology-what">
              <label htmlFor={`${id}-${at}-what`}>
                What happened<span className="unseen"> in entry {at + 1}</span>
              </label>
              <Textarea
                id={`${id}-${at}-what`}
                className="wide"
                resize="vertical"
                value={what}
                onChange={(_event, data) => change(at, { what: data.value })}
              />
            </div>
            <div>
              <label htmlFor={`${id}-${at}-source`}>
                Where it is recorded<span className="unseen"> for entry {at + 1}</span>
              </label>
              <Input
                id={`${id}-${at}-source`}
                className="wide"
                value={source}
                onChange={(_event, data) => change(at, { source: data.value })}
              />
            </div>
            <Button
              className="chronology-remove"
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={`Remove entry ${at + 1}`}
              onClick={() => remove(at)}
            />
          </li>
        ))}
      </ol>
      <Button id={`${id}-add`} icon={<AddRegular />} onClick={add}>
        Add an entry
      </Button>
      <span className="unseen" role="status">
        {said}
      </span>
    </div>
  )
}
