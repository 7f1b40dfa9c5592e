import { useEffect, useState } from 'react'
import type { CaseLine } from '../../api/form-model.ts'
import { go } from '../shell/address.ts'
import { LinkTo } from '../shell/link-to.tsx'
import type { ServerFault } from '../shell/server.ts'
import { StateMark } from '../shell/state-mark.tsx'
import { useTab } from '../shell/tab-context.ts'

const open = ({ cell }: CaseLine) => cell.state === 'waiting' || cell.state === 'late' || cell.state === 'sent-back'

/** Asks which case, where an agency is asked about more than one; goes on by itself where only one is open. */
export const PickCase = ({ round, agency }: { round?: string; agency?: string }) => {
  const { server } = useTab()
  const [cases, setCases] = useState<readonly CaseLine[]>()
  const [fault, setFault] = useState<string>()
  useEffect(() => {
    const query = new URLSearchParams({ ...(round ? { round } : {}), ...(agency ? { agency } : {}) })
    server.get<{ cases: readonly CaseLine[] }>(`/api/cases?${query}`).then(
      ({ cases }) => {
        const [only, ...others] = cases.filter(open)
        if (only && others.length === 0 && (round || agency)) go({ page: 'form', key: only.key }, { replace: true })
        else setCases(cases)
      },
      (error: ServerFault) => setFault(error.message),
    )
  }, [server, round, agency])

  if (fault) return <p role="alert">{fault}</p>
  if (!cases) return <p className="starting">Opening …</p>
  const titles = [...new Set(cases.map(({ title }) => title))]
  return (
    <>
      <h1>What would you like to answer?</h1>
      {cases.length === 0 && (
        <div className="card empty">
          <h2>Nothing is asked of your agency now</h2>
          <p>When the SSU asks something, it appears here and as a card in your agency’s channel.</p>
        </div>
      )}
      {titles.map((title) => (
        <section key={title} className="card agency" aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {cases
              .filter((one) => one.title === title)
              .map((one) => (
                <li key={one.key}>
                  <LinkTo
                    to={{ page: 'form', key: one.key }}
                    className={one.about ? 'agency-row agency-row-long' : 'agency-row'}
                  >
                    <span className="agency-case">{one.caseRef?.toUpperCase() ?? one.about?.title ?? 'Return'}</span>
                    <span>
                      {one.part && <span>{one.part} </span>}
                      <StateMark state={one.cell.state} word={one.cell.word} />
                      <span className="cell-detail">{one.cell.detail}</span>
                    </span>
                  </LinkTo>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
