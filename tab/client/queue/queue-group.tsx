import type { ReactNode } from 'react'

/** One sort of thing that waits, with its count; nothing where there is none. */
export const QueueGroup = <Line,>(props: {
  title: string
  say: string
  lines: readonly Line[]
  children: (line: Line) => ReactNode
}) => {
  const { title, say, lines, children } = props
  if (lines.length === 0) return null
  return (
    <section className="queue-group" aria-label={title}>
      <h2>
        {title} <span className="quiet">{lines.length}</span>
      </h2>
      <p className="quiet">{say}</p>
      <ul className="queue-lines">{lines.map(children)}</ul>
    </section>
  )
}
