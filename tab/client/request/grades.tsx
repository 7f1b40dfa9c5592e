import type { AnswerShown, SectionShown } from '../../api/answers-model.ts'

const isGrade = ({ type }: AnswerShown) => type === 'rating'

/** The agency's own grades of a section of the same subject; of the whole return where the panel judges the whole. */
const ownGrades = (section: SectionShown, answers: readonly SectionShown[]): readonly AnswerShown[] => {
  const same = answers.find(({ id }) => id === section.id)
  return (same ? same.answers : answers.flatMap((one) => one.answers)).filter(isGrade)
}

const Said = ({ answers, none }: { answers: readonly AnswerShown[]; none: string }) =>
  answers.length === 0 ? (
    <span className="quiet">{none}</span>
  ) : (
    answers.map(({ field, label, lines }) => (
      <span key={field} className="grade">
        <span className="grade-label">{label}</span>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    ))
  )

/** The agency's own grade, the panel's and the reason side by side; all of them are kept (WORK R6). */
export const Grades = ({
  ratings,
  answers,
}: {
  ratings: readonly SectionShown[]
  answers: readonly SectionShown[]
}) => (
  <>
    <h3>Judgement</h3>
    {ratings.map((section) => {
      const grades = section.answers.filter(({ type }) => type === 'rating' || type === 'choice' || type === 'yes-no')
      const reasons = section.answers.filter((answer) => !grades.includes(answer))
      return (
        <section key={section.id} className="grades" aria-label={section.title}>
          {ratings.length > 1 && <h4>{section.title}</h4>}
          <dl>
            <div>
              <dt>Own</dt>
              <dd>
                <Said answers={ownGrades(section, answers)} none="No grade of its own" />
              </dd>
            </div>
            <div>
              <dt>Panel</dt>
              <dd>
                <Said answers={grades} none="No grade" />
              </dd>
            </div>
            <div>
              <dt>Reason</dt>
              <dd>
                <Said answers={reasons} none="No reason given" />
              </dd>
            </div>
          </dl>
        </section>
      )
    })}
  </>
)
