import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { RoundChange } from '../../../assurance/rounds.ts'
import type { ReturnsView } from '../../api/returns-model.ts'
import { useSend } from '../shell/use-move.ts'

interface Words {
  readonly button: string
  readonly ask: string
  readonly say: (group: string, missing: number) => string
  readonly done: string
}

/** What each change to a round is called, what it means, and what is said once it is made. */
const words: { readonly [Change in RoundChange]: Words } = {
  close: {
    button: 'Close the round',
    ask: 'Close this round?',
    say: (_group, missing) =>
      `No more answers are taken and nobody is reminded any more. ${missing === 0 ? 'Everybody has returned.' : `${missing} still missing stay named as missing.`} You can open it again.`,
    done: 'The round is closed.',
  },
  reopen: {
    button: 'Open the round again',
    ask: 'Open this round again?',
    say: () => 'Answers are taken again, and whoever still owes one is reminded.',
    done: 'The round is open again.',
  },
  release: {
    button: 'Release to the group',
    ask: 'Release the returns to the group?',
    say: (group) =>
      `${group} can read the collated returns from then on. Nobody reads those of their own agency as a panel.`,
    done: 'The group can read the returns now.',
  },
  'hold-back': {
    button: 'Hold back from the group',
    ask: 'Hold the returns back again?',
    say: (group) => `${group} can no longer read them until you release them again.`,
    done: 'The returns are held back again.',
  },
}

/** What the SSU does with a round as a whole: close it and open it again, release what came in to the group (WORK R2, X2). */
export const RoundActions = (props: {
  round: NonNullable<ReturnsView['round']>
  missing: number
  onChanged: () => void
}) => {
  const { round, missing, onChanged } = props
  const { moving, send, forget } = useSend()
  const [asking, setAsking] = useState<RoundChange>()
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLFieldSetElement>(null)
  const leaving = useRef(false)
  useEffect(() => {
    if (asking) heading.current?.focus()
    else if (leaving.current) box.current?.focus()
    leaving.current = asking !== undefined
  }, [asking])

  if (round.changes.length === 0) return null
  const change = async (what: RoundChange) => {
    if (!(await send('/api/rounds', { round: round.id, change: what }))) return
    setSaid(words[what].done)
    setAsking(undefined)
    onChanged()
  }
  return (
    <fieldset className="round-actions" ref={box} tabIndex={-1} aria-label="What you can do with this round">
      {asking ? (
        <div className="card act-form round-ask">
          <h3 ref={heading} tabIndex={-1}>
            {words[asking].ask}
          </h3>
          <p>{words[asking].say(round.group, missing)}</p>
          {moving.refusal && (
            <MessageBar intent="error" layout="multiline">
              <MessageBarBody role="alert">{moving.refusal}</MessageBarBody>
            </MessageBar>
          )}
          <div className="buttons">
            <Button appearance="primary" disabledFocusable={moving.busy} onClick={() => change(asking)}>
              {moving.busy ? 'Changing …' : words[asking].button}
            </Button>
            <Button onClick={() => setAsking(undefined)}>Cancel</Button>
          </div>
        </div>
      ) : (
        <div className="buttons">
          {round.changes.map((what) => (
            <Button
              key={what}
              onClick={() => {
                forget()
                setSaid('')
                setAsking(what)
              }}
            >
              {words[what].button}
            </Button>
          ))}
          <span role="status">{said}</span>
        </div>
      )}
    </fieldset>
  )
}
