import { Button } from '@fluentui/react-components'
import { ArrowReply20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { PageConversation } from '../page-wire.ts'
import { useActing } from './acting.ts'
import { ComposeBox } from './compose-box.tsx'
import { MessageView } from './message-view.tsx'

const shownReplies = 2

/** A post in a channel with its replies, all but the last few folded away. */
export const ThreadView = (props: { conversation: string; thread: PageConversation['threads'][number] }) => {
  const { conversation, thread } = props
  const { server, home } = useActing()
  const [open, setOpen] = useState(false)
  const [replying, setReplying] = useState(false)
  const { root, replies } = thread
  const folded = open ? 0 : Math.max(0, replies.length - shownReplies)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a post with its replies, not the fields of a form
    <div className="thread" role="group" aria-label={`Post by ${root.author.name}`}>
      <MessageView conversation={conversation} message={root} />
      <div className="thread-replies">
        {folded > 0 && (
          <Button appearance="transparent" size="small" onClick={() => setOpen(true)}>
            {folded === 1 ? 'Show 1 earlier reply' : `Show ${folded} earlier replies`}
          </Button>
        )}
        {replies.slice(folded).map((reply) => (
          <MessageView key={reply.id} conversation={conversation} message={reply} reply />
        ))}
        {replying ? (
          <ComposeBox
            label="Reply"
            botName={home.chat.name}
            mentions
            autoFocus
            send={async (text) => {
              await server.write(conversation, text, root.id)
              setReplying(false)
            }}
          />
        ) : (
          <Button
            className="thread-reply"
            appearance="transparent"
            size="small"
            icon={<ArrowReply20Regular />}
            onClick={() => setReplying(true)}
          >
            Reply
          </Button>
        )}
      </div>
    </div>
  )
}
