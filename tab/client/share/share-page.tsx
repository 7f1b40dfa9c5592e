import { Button, MessageBar, MessageBarBody, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { CheckmarkCircleFilled, ErrorCircleFilled } from '@fluentui/react-icons'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ShareView } from '../../api/share-model.ts'
import { SmallForm } from '../form/small-form.tsx'
import { LinkTo } from '../shell/link-to.tsx'
import { sayClock } from '../shell/say-clock.ts'
import type { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { useSend } from '../shell/use-move.ts'
import '../form/form.css'
import '../request/request.css'

interface Shared {
  readonly received: string
  readonly key: string
}

const ShareReceipt = ({ shared, group, onMore }: { shared: Shared; group: string; onMore: () => void }) => {
  const { host } = useTab()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="card receipt">
      <CheckmarkCircleFilled aria-hidden="true" className="receipt-mark" fontSize={48} />
      <h2 ref={heading} tabIndex={-1}>
        Received at {sayClock(shared.received)}. Thank you for sharing it early.
      </h2>
      <p>The chair of {group} is told privately, and the SSU sees it among the returns.</p>
      <div className="buttons">
        {host.inDialog ? (
          <Button
            appearance="primary"
            onClick={() => host.submitDialog({ shared: shared.key, received: shared.received })}
          >
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onMore}>Share something else</Button>
            <LinkTo to={{ page: 'request', key: shared.key }} className="strong-link">
              Open what you shared
            </LinkTo>
          </>
        )}
      </div>
    </div>
  )
}

/** A choice that is made before the words: for which agency, to which group. */
const ChooseOne = (props: {
  legend: string
  id: string
  options: readonly { id: string; name: string }[]
  value: string
  problem: string | undefined
  onChoose: (id: string) => void
}) => {
  const { legend, id, options, value, problem, onChoose } = props
  return (
    <fieldset className={problem ? 'field field-wrong' : 'field'} id={`q-${id}`} tabIndex={-1}>
      <legend>{legend}</legend>
      {problem && (
        <p className="field-problem" id={`q-${id}-problem`}>
          <ErrorCircleFilled aria-hidden="true" fontSize={18} />
          {problem}
        </p>
      )}
      {options.length <= 8 ? (
        <RadioGroup value={value} aria-label={legend} onChange={(_event, data) => onChoose(data.value)}>
          {options.map((option) => (
            <Radio key={option.id} value={option.id} label={option.name} />
          ))}
        </RadioGroup>
      ) : (
        <Select aria-label={legend} value={value} onChange={(_event, data) => onChoose(data.value)}>
          <option value="">Please choose</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  )
}

/** Something worth knowing early, shared at once with a group "rather than waiting" (WORK R9). The form starts empty. */
export const SharePage = ({ agency: asked }: { agency?: string }) => {
  const { server, host } = useTab()
  const { moving, send, forget } = useSend()
  const [share, setShare] = useState<ShareView>()
  const [fault, setFault] = useState<string>()
  const [group, setGroup] = useState('')
  const [agency, setAgency] = useState('')
  const [tried, setTried] = useState(false)
  const [shared, setShared] = useState<Shared>()

  const load = useCallback(() => {
    setFault(undefined)
    server.get<ShareView>('/api/share').then(
      (view) => {
        const [only, ...others] = view.agencies
        const known = view.agencies.find(({ id }) => id === asked)
        setShare(view)
        setAgency(known?.id ?? (only && others.length === 0 ? only.id : ''))
      },
      (error: ServerFault) => setFault(error.message),
    )
  }, [server, asked])
  useEffect(load, [load])

  if (fault)
    return (
      <div className="card empty" role="alert">
        <h1>Sharing early is not possible now</h1>
        <p>{fault}</p>
        <Button onClick={load}>Try again</Button>
      </div>
    )
  if (!share) return <p className="starting">Opening …</p>
  const { definition, groups, agencies, attempt } = share
  const problemOf = (field: 'group' | 'agency', value: string, say: string) =>
    tried && value === '' ? say : moving.faults.find((one) => one.field === field)?.say
  return (
    <>
      {!host.inDialog && <h1>Share early</h1>}
      {host.inDialog && <h1 className="unseen">Share early</h1>}
      {shared ? (
        <ShareReceipt
          shared={shared}
          group={groups.find(({ id }) => id === group)?.name ?? 'the group'}
          onMore={() => {
            setShared(undefined)
            setShare(undefined)
            setGroup('')
            setTried(false)
            forget()
            load()
          }}
        />
      ) : (
        <div className="card form-card share-card">
          <p className="section-intro">
            For what should not wait for the next return: from your own audits, complaints, supervision or case reviews.
            It goes to the group’s chair and the SSU at once.
          </p>
          <SmallForm
            key={attempt}
            definition={definition}
            start={{}}
            submit="Share it now"
            moving={moving}
            missing={agency === '' ? 'agency' : group === '' ? 'group' : undefined}
            onTried={() => setTried(true)}
            onSubmit={async (answers) => {
              const taken = await send<Shared>('/api/share', { id: attempt, agency, group, answers })
              if (taken) setShared(taken)
            }}
          >
            {agencies.length > 1 && (
              <ChooseOne
                legend="For which agency?"
                id="agency"
                options={agencies}
                value={agency}
                problem={problemOf('agency', agency, 'Please choose the agency it comes from.')}
                onChoose={setAgency}
              />
            )}
            <ChooseOne
              legend="With which group?"
              id="group"
              options={groups}
              value={group}
              problem={problemOf('group', group, 'Please choose the group it is shared with.')}
              onChoose={setGroup}
            />
          </SmallForm>
          {agencies.length === 0 && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>You belong to no agency, so there is none to share for.</MessageBarBody>
            </MessageBar>
          )}
        </div>
      )}
    </>
  )
}
