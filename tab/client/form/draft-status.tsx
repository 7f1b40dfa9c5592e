import { CheckmarkRegular, CloudOffRegular } from '@fluentui/react-icons'
import { sayClock } from '../shell/say-clock.ts'
import type { DraftStatus as Status } from './use-draft.ts'

/** Says whether what was typed is kept; read out when it changes. */
export const DraftStatus = ({ status }: { status: Status }) => (
  <p className={status.is === 'failing' ? 'saved saved-not' : 'saved'} role="status">
    {status.is === 'nothing' && 'Saved as you type'}
    {status.is === 'here' && 'On this page alone until you hand it in again'}
    {status.is === 'saving' && 'Saving …'}
    {status.is === 'saved' && (
      <>
        <CheckmarkRegular aria-hidden="true" /> Saved {sayClock(status.at)}
      </>
    )}
    {status.is === 'failing' && (
      <>
        <CloudOffRegular aria-hidden="true" /> Not saved{status.at ? ` since ${sayClock(status.at)}` : ' yet'}.{' '}
        {status.final ? status.say : 'Your words are on this page; trying again.'}
      </>
    )}
  </p>
)
