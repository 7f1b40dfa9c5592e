import { ShieldTaskRegular } from '@fluentui/react-icons'
import { useTab } from './tab-context.ts'

/** What stands beside every free-text box: case references only, and where to turn when somebody is at risk (WORK X3). */
export const SmallPrint = () => {
  const { session } = useTab()
  return (
    <p className="small-print">
      <ShieldTaskRegular aria-hidden="true" fontSize={20} />
      <span>
        Use the case reference only: no names, initials or dates of birth. <strong>{session.labels.atRisk}</strong>
      </span>
    </p>
  )
}
