import { CheckmarkCircleFilled, WarningFilled } from '@fluentui/react-icons'
import type { Progress } from '../../api/returns-model.ts'

const sayOpen = (open: number, late: number): string => {
  if (late === 0) return `${open} still to come`
  return late === open ? `${open} late` : `${open} still to come, ${late} of them late`
}

/** The total in figures read from four metres, with who is missing named beside it (WORK R7). */
export const Totals = ({ progress, own }: { progress: Progress; own: boolean }) => {
  const { accounted, of, complete, late, missing } = progress
  return (
    <div className="card totals">
      <p className="total">
        <span className="total-figure">{accounted}</span>
        <span className="total-of">
          of {of} returned{own ? ' by your agency' : ''}
        </span>
      </p>
      <div className="total-said">
        {complete ? (
          <p className="mark mark-returned">
            <CheckmarkCircleFilled aria-hidden="true" fontSize={20} />
            <span>Complete: nobody is missing.</span>
          </p>
        ) : (
          <>
            <p className={late > 0 ? 'mark mark-late' : 'mark mark-waiting'}>
              {late > 0 && <WarningFilled aria-hidden="true" fontSize={20} />}
              <span>{sayOpen(of - accounted, late)}</span>
            </p>
            {!own && (
              <p>
                <strong>Missing:</strong> {missing.map(({ short, count }) => `${short} (${count})`).join(', ')}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}
