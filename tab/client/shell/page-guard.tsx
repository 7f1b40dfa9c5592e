import { Button } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'

/**
 * Stands around a page so that one that cannot be shown never empties the whole tab: its part could not be fetched, or a new
 * version was put in place while the tab was open. What was typed in the form has been saved.
 */
export class PageGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="card empty" role="alert">
        <h1>This page could not be opened</h1>
        <p>
          The connection may have been lost, or Sightline has been updated since you opened it. Nothing saved is lost.
        </p>
        <Button appearance="primary" onClick={() => window.location.reload()}>
          Open it again
        </Button>
      </div>
    )
  }
}
