import { CounterBadge, mergeClasses } from '@fluentui/react-components'
import { Board20Regular, Chat20Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { PageHome } from '../page-wire.ts'

/** What is open on the right. */
export type Opened =
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'tab'; readonly subPageId?: string }

const Row = (props: { current: boolean; unseen?: number; icon?: ReactNode; children: string; onOpen: () => void }) => {
  const unseen = props.unseen ?? 0
  return (
    <li>
      <button
        type="button"
        className={mergeClasses('place', props.current && 'place-current', unseen > 0 && 'place-unseen')}
        aria-current={props.current ? 'page' : undefined}
        onClick={props.onOpen}
      >
        {props.icon}
        <span className="place-name">{props.children}</span>
        {unseen > 0 && (
          <>
            <CounterBadge count={unseen} size="small" color="brand" aria-hidden />
            <span className="only-heard">{unseen === 1 ? '1 new message' : `${unseen} new messages`}</span>
          </>
        )}
      </button>
    </li>
  )
}

/** The person's chat with the bot, the tab, and their teams with channels. What is new is bold and counted. */
export const PlaceList = (props: { home: PageHome; opened: Opened | undefined; onOpen: (opened: Opened) => void }) => {
  const { home, opened, onOpen } = props
  const isOpen = (id: string) => opened?.kind === 'conversation' && opened.id === id
  return (
    <nav className="places" aria-label="Chats, teams and channels">
      <ul>
        <Row
          current={isOpen(home.chat.id)}
          unseen={home.chat.unseen}
          icon={<Chat20Regular />}
          onOpen={() => onOpen({ kind: 'conversation', id: home.chat.id })}
        >
          {`Chat with ${home.chat.name}`}
        </Row>
        <Row current={opened?.kind === 'tab'} icon={<Board20Regular />} onOpen={() => onOpen({ kind: 'tab' })}>
          {`${home.tab.name} tab`}
        </Row>
      </ul>
      <h2>Teams</h2>
      {home.teams.length === 0 && <p className="places-none">You are in no team here.</p>}
      {home.teams.map((team) => (
        <section key={team.id} aria-label={team.name}>
          <h3>{team.name}</h3>
          <ul>
            {team.channels.map((channel) => (
              <Row
                key={channel.id}
                current={isOpen(channel.id)}
                unseen={channel.unseen}
                onOpen={() => onOpen({ kind: 'conversation', id: channel.id })}
              >
                {channel.name}
              </Row>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
