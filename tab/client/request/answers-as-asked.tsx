import { DocumentRegular } from '@fluentui/react-icons'
import type { SectionShown } from '../../api/answers-model.ts'
import { OpenFile } from '../shell/open-file.tsx'

/** A return as it was asked: each answer under the question as it was worded then. */
export const AnswersAsAsked = ({
  sections,
  heading: Heading,
  requestKey,
}: {
  sections: readonly SectionShown[]
  heading: 'h3' | 'h4'
  requestKey: string
}) => (
  <div className="answers">
    {sections.map(({ id, title, answers }) => (
      <section key={id} aria-label={title}>
        <Heading>{title}</Heading>
        <dl>
          {answers.map(({ field, label, lines, entries, files }) => (
            <div key={field} className="answer">
              <dt>{label}</dt>
              <dd>
                {files ? (
                  <ul className="files">
                    {files.map((file) => (
                      <li key={file.item} className="file">
                        <DocumentRegular aria-hidden="true" fontSize={20} />
                        <span className="file-name">
                          <OpenFile requestKey={requestKey} file={file} />
                        </span>
                      </li>
                    ))}
                  </ul>
                ) : entries ? (
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
