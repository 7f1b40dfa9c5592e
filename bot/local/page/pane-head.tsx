import { Button } from '@fluentui/react-components'
import { ArrowLeft24Regular } from '@fluentui/react-icons'

/** What is open on the right, with the way back to the list where there is room for one pane only. */
export const PaneHead = ({ title, line, onBack }: { title: string; line: string; onBack: () => void }) => (
  <header className="pane-head">
    <Button
      className="pane-back"
      appearance="subtle"
      icon={<ArrowLeft24Regular />}
      aria-label="Back to the list"
      onClick={onBack}
    />
    <div className="pane-titles">
      <h2>{title}</h2>
      <p>{line}</p>
    </div>
  </header>
)
