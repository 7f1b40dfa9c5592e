import { Button } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

/**
 * A panel over the right of the page: the browser's own modal dialog, which takes the focus, keeps the page behind out of
 * reach, and gives everything back however it ends (Fluent's drawer left the page hidden from screen readers when it was
 * taken away with its page). Keep it mounted and say `open`.
 */
export const SidePanel = (props: {
  open: boolean
  title: string
  over?: string
  onClose: () => void
  children: ReactNode
}) => {
  const { open, title, over, onClose, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, and so does its button; the ground is one way more
    <dialog
      ref={dialog}
      className="panel"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => open && !dialog.current?.open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div className="panel-inside">
          <div className="panel-head">
            <div>
              {over && <p className="panel-over">{over}</p>}
              <h2 id={titleId}>{title}</h2>
            </div>
            <Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="panel-body" tabIndex={0} aria-labelledby={titleId}>
            {children}
          </section>
        </div>
      )}
    </dialog>
  )
}
