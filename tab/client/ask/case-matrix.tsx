import { Button } from '@fluentui/react-components'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { AskView } from '../../api/ask-model.ts'
import type { CaseRow } from './ask-draft.ts'
import { sectorWords } from './sectors.ts'

/** What chooses agencies for cases is given; `onChange` gets all rows anew. */
export interface CaseChoosing {
  readonly agencies: AskView['agencies']
  readonly cases: readonly CaseRow[]
  readonly onChange: (cases: readonly CaseRow[]) => void
}

const steps: { readonly [key: string]: readonly [number, number] } = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The rows with these agencies put into these cases, or all taken out where all were in. Agencies keep the partnership's order. */
export const toggled = (
  { agencies, cases }: Pick<CaseChoosing, 'agencies' | 'cases'>,
  which: readonly number[],
  ids: readonly string[],
): readonly CaseRow[] => {
  const isOn = which.every((at) => ids.every((id) => cases[at]?.agencies.includes(id)))
  return cases.map((row, at) => {
    if (!which.includes(at)) return row
    const next = new Set(isOn ? row.agencies.filter((id) => !ids.includes(id)) : [...row.agencies, ...ids])
    return { ...row, agencies: agencies.map(({ id }) => id).filter((id) => next.has(id)) }
  })
}

/** How a case or learning need is headed. */
export const rowName = ({ ref, title }: CaseRow, at: number): string => ref.toUpperCase() || title || `No ${at + 1}`

/** An agency’s name with the short one that is shown. */
const fullName = ({ name, short }: AskView['agencies'][number]): string =>
  name.includes(short) ? name : `${short}, ${name}`

/**
 * Agency × case with a box in each cell. One stop of the Tab key; arrows move, Space ticks. A column's head ticks a case
 * for everybody, a row's an agency for every case, and a sector all of its agencies.
 */
export const CaseMatrix = ({ agencies, cases, onChange }: CaseChoosing) => {
  const [at, setAt] = useState<readonly [number, number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)
  const columns = cases.map((_row, index) => index)
  const everybody = agencies.map(({ id }) => id)
  const sectors = [...new Set(agencies.map(({ sector }) => sector))]
  const toggle = (which: readonly number[], ids: readonly string[]) =>
    onChange(toggled({ agencies, cases }, which, ids))
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    const next = [at[0] + step[0], at[1] + step[1]] as const
    const box = table.current?.querySelector<HTMLElement>(`[data-box="${next[0]}-${next[1]}"]`)
    if (!box) return
    event.preventDefault()
    setAt(next)
    box.focus()
  }
  const [row, column] = [Math.min(at[0], agencies.length - 1), Math.min(at[1], cases.length - 1)]
  return (
    <>
      <div className="picks">
        <Button size="small" onClick={() => toggle(columns, everybody)}>
          Every agency in every case
        </Button>
        {sectors.length > 1 &&
          sectors.map((sector) => (
            <Button
              key={sector}
              size="small"
              onClick={() =>
                toggle(
                  columns,
                  agencies.filter((one) => one.sector === sector).map(({ id }) => id),
                )
              }
            >
              {sectorWords[sector]}
            </Button>
          ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="ask-matrix-region" aria-label="Agencies and cases, table" tabIndex={0}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved among is a grid */}
        <table role="grid" className="ask-matrix" aria-label="Agencies and cases" ref={table} onKeyDown={onKey}>
          <thead>
            <tr>
              <th scope="col">Agency</th>
              {cases.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a learning need has no name of its own until it is typed
                <th scope="col" key={index}>
                  <button
                    type="button"
                    className="head-button"
                    aria-label={`${rowName(one, index)}, every agency`}
                    onClick={() => toggle([index], everybody)}
                  >
                    {rowName(one, index)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agencies.map((agency, line) => (
              <tr key={agency.id}>
                <th scope="row">
                  <button
                    type="button"
                    className="head-button"
                    aria-label={`${fullName(agency)}, every case`}
                    title={agency.name}
                    onClick={() => toggle(columns, [agency.id])}
                  >
                    {agency.short}
                  </button>
                  {!agency.channel && <span className="cell-detail">told by mail</span>}
                </th>
                {cases.map((one, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a learning need has no name of its own until it is typed
                  <td key={index}>
                    <label className="box">
                      <input
                        type="checkbox"
                        data-box={`${line}-${index}`}
                        tabIndex={line === row && index === column ? 0 : -1}
                        checked={one.agencies.includes(agency.id)}
                        aria-label={`${fullName(agency)}, ${rowName(one, index)}`}
                        onFocus={() => setAt([line, index])}
                        onChange={() => toggle([index], [agency.id])}
                      />
                    </label>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="quiet" role="status">
        {cases.reduce((sum, one) => sum + one.agencies.length, 0)} requests so far
      </p>
    </>
  )
}
