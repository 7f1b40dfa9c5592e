import { ErrorCircleFilled } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { Definition, Fault } from '../../../assurance/definition.ts'
import type { Raw } from '../../api/form-model.ts'
import type { Place } from '../shell/address.ts'
import { LinkTo } from '../shell/link-to.tsx'
import { isAskedNow, typedLines } from './typed-lines.ts'

/** What still has to be put right, each a link to its question; takes the focus when a submission was not possible. */
export const ProblemSummary = (props: {
  definition: Definition
  faults: readonly Fault[]
  attempt: number
  onGo: (field: string) => void
}) => {
  const { definition, faults, attempt, onGo } = props
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (attempt === 0) return
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'start' })
  }, [attempt])
  return (
    <section className="problems" ref={box} tabIndex={-1} aria-labelledby="problems-title">
      <h3 id="problems-title">
        <ErrorCircleFilled aria-hidden="true" fontSize={20} />
        {faults.length === 1 ? 'One answer needs another look' : `${faults.length} answers need another look`}
      </h3>
      <ul>
        {faults.map(({ field, say }) => (
          <li key={field}>
            <a
              href={`#q-${field}`}
              onClick={(event) => {
                event.preventDefault()
                onGo(field)
              }}
            >
              {definition.fields.find(({ id }) => id === field)?.label ?? 'This form'}
            </a>
            : {say}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Everything typed, to read over before it is handed in. */
export const ReviewPage = ({
  definition,
  raw,
  placeOf,
  from = {},
}: {
  definition: Definition
  raw: Raw
  /** Where each section is changed; without it they are only read. */
  placeOf?: (step: string) => Place
  /** Whose words an answer holds. */
  from?: { readonly [field: string]: string }
}) => (
  <div className="review">
    {definition.sections.map(({ id, title }) => (
      <section key={id} aria-label={title}>
        <div className="review-head">
          <h3>{title}</h3>
          {placeOf && (
            <LinkTo to={placeOf(id)} label={`Change ${title}`}>
              Change
            </LinkTo>
          )}
        </div>
        <dl>
          {definition.fields
            .filter((field) => field.section === id && isAskedNow(field, raw))
            .map((field) => {
              const lines = typedLines(field, raw)
              return (
                <div key={field.id} className="answer">
                  <dt>
                    {field.label}
                    {from[field.id] && <span className="from"> from {from[field.id]}</span>}
                  </dt>
                  <dd>
                    {lines.length === 0 ? (
                      <p className="quiet">Not answered</p>
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never change places
                      lines.map((line, at) => <p key={at}>{line}</p>)
                    )}
                  </dd>
                </div>
              )
            })}
        </dl>
      </section>
    ))}
  </div>
)
