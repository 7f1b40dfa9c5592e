import { CheckmarkCircleFilled, CircleRegular, ErrorCircleFilled, PenRegular } from '@fluentui/react-icons'
import type { Place } from '../shell/address.ts'
import { LinkTo } from '../shell/link-to.tsx'

/** How far one page of the form is. */
type StepState = 'complete' | 'started' | 'empty' | 'wrong'

export interface Step {
  readonly id: string
  readonly title: string
  readonly state: StepState
}

const marks = {
  complete: { Icon: CheckmarkCircleFilled, word: 'complete' },
  started: { Icon: PenRegular, word: 'started' },
  empty: { Icon: CircleRegular, word: 'not started' },
  wrong: { Icon: ErrorCircleFilled, word: 'needs another look' },
} as const

/** The pages of the form and how far each is; on a phone one line that opens. */
export const StepList = ({
  steps,
  at,
  placeOf,
  review,
}: {
  steps: readonly Step[]
  at: string
  placeOf: (step: string) => Place
  /** What the last page is called. */
  review: string
}) => {
  const done = steps.filter(({ state }) => state === 'complete').length
  const list = (
    <ol>
      {steps.map(({ id, title, state }) => {
        const { Icon, word } = marks[state]
        return (
          <li key={id}>
            <LinkTo to={placeOf(id)} className={`step step-${state}`} current={id === at}>
              <Icon aria-hidden="true" fontSize={18} />
              <span>
                {title}
                <span className="unseen"> – {word}</span>
              </span>
            </LinkTo>
          </li>
        )
      })}
      <li>
        <LinkTo to={placeOf('review')} className="step step-review" current={at === 'review'}>
          <PenRegular aria-hidden="true" fontSize={18} />
          <span>{review}</span>
        </LinkTo>
      </li>
    </ol>
  )
  return (
    <>
      <nav className="step-list" aria-label="Pages of the form">
        <p className="quiet">
          {done} of {steps.length} complete
        </p>
        {list}
      </nav>
      <details className="step-fold">
        <summary>
          Page{' '}
          {Math.max(
            steps.findIndex(({ id }) => id === at),
            at === 'review' ? steps.length : 0,
          ) + 1}{' '}
          of {steps.length + 1}, {done} complete
        </summary>
        <nav aria-label="Pages of the form, short">{list}</nav>
      </details>
    </>
  )
}
