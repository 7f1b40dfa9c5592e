import { useRef } from 'react'
import { useActing } from './acting.ts'
import { AppFrame } from './app-frame.tsx'
import type { DialogAsked } from './dialog-view.tsx'
import { readTask } from './invoke-answers.ts'
import { PaneHead } from './pane-head.tsx'
import type { FrameDialogAsked, HostedFrame } from './teams-js-host.ts'

/** The tab, opened inside as Teams opens it, and the dialogs it opens. */
export const TabView = ({ subPageId, onBack }: { subPageId?: string | undefined; onBack: () => void }) => {
  const { home, server, theme, openDialog } = useActing()
  const tab = useRef<HostedFrame>(undefined)
  const dialog = useRef<HostedFrame>(undefined)

  const open = (asked: FrameDialogAsked, answer: (error: unknown, result: unknown) => void) => {
    if (!asked.url) {
      answer('A dialog needs an address here.', undefined)
      return
    }
    // With a bot named, what is submitted goes to it; without one, back to the tab.
    const submit: Pick<DialogAsked, 'submit'> = asked.completionBotId
      ? { submit: async (data) => readTask(await server.task(home.chat.id, 'submit', { data, theme })) }
      : {}
    openDialog({
      content: {
        title: asked.title ?? home.tab.name,
        url: new URL(asked.url, new URL(home.tab.url, window.location.href)).href,
        width: asked.width ?? 'medium',
        height: asked.height ?? 'medium',
      },
      ...submit,
      ...(tab.current ? { opener: tab.current } : {}),
      closed: (result) =>
        result === undefined ? answer('User cancelled/closed the task module.', undefined) : answer(null, result),
      onHosted: (frame) => {
        dialog.current = frame
      },
    })
  }

  return (
    <section className="pane" aria-label={home.tab.name}>
      <PaneHead title={home.tab.name} line="Tab" onBack={onBack} />
      <AppFrame
        url={home.tab.url}
        title={home.tab.name}
        frameContext="content"
        subPageId={subPageId}
        onOpenDialog={open}
        onRelay={(said) => dialog.current?.deliver('messageForChild', said)}
        onHosted={(frame) => {
          tab.current = frame
        }}
      />
    </section>
  )
}
