import { ErrorCircleFilled } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { AskFault } from './ask-draft.ts'

/** What still has to be put right before it can go, each a link to its page; takes the focus. */
export const AskProblems = ({ faults, onGo }: { faults: readonly AskFault[]; onGo: (field: string) => void }) => {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section className="problems" ref={box} tabIndex={-1} aria-labelledby="ask-problems">
      <h3 id="ask-problems">
        <ErrorCircleFilled aria-hidden="true" fontSize={20} />
        {faults.length === 1 ? 'One thing is missing' : `${faults.length} things are missing`}
      </h3>
      <ul>
        {faults.map(({ field, say }) => (
          <li key={`${field} ${say}`}>
            <a
              href={`#ask-${field}`}
              onClick={(event) => {
                event.preventDefault()
                onGo(field)
              }}
            >
              {say}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
