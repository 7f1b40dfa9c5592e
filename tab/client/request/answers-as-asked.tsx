import type { SectionShown } from '../../api/answers-model.ts'

/** A return as it was asked: each answer under the question as it was worded then. */
export const AnswersAsAsked = ({
  sections,
  heading: Heading,
}: {
  sections: readonly SectionShown[]
  heading: 'h3' | 'h4'
}) => (
  <div className="answers">
    {sections.map(({ id, title, answers }) => (
      <section key={id} aria-label={title}>
        <Heading>{title}</Heading>
        <dl>
          {answers.map(({ field, label, lines, entries }) => (
            <div key={field} className="answer">
              <dt>{label}</dt>
              <dd>
                {entries ? (
                  <ol className="chronology-shown">
                    {entries.map(({ date, what, source }) => (
                      <li key={`${date} ${what}`}>
                        <strong>{date}</strong> {what}
                        {source && <span className="quiet"> ({source})</span>}
                      </li>
                    ))}
                  </ol>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never change places
                  lines.map((line, at) => <p key={at}>{line}</p>)
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </div>
)
