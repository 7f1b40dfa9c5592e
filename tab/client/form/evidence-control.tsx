import { Button, ProgressBar } from '@fluentui/react-components'
import { AttachRegular, DeleteRegular, DismissRegular, DocumentRegular, ErrorCircleFilled } from '@fluentui/react-icons'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import type { Field } from '../../../assurance/definition.ts'
import { fileEndings } from '../../../assurance/safe-file.ts'
import { OpenFile } from '../shell/open-file.tsx'
import type { Given } from './controls.tsx'
import { fieldId } from './field-shell.tsx'
import { attachedOf, sayBytes } from './say-files.ts'
import type { Upload, Uploads } from './use-uploads.ts'

/** A file that is being added, or could not be. */
const UploadLine = ({ upload, uploads, onGone }: { upload: Upload; uploads: Uploads; onGone: () => void }) => {
  const { id, file, fault, share, mayRetry } = upload
  return (
    <li className="file">
      {fault ? (
        <ErrorCircleFilled aria-hidden="true" fontSize={20} className="file-wrong" />
      ) : (
        <DocumentRegular aria-hidden="true" fontSize={20} />
      )}
      <span className="file-name">
        {file.name} <span className="quiet">{sayBytes(file.size)}</span>
        {fault ? (
          <span className="file-fault">{fault}</span>
        ) : (
          <ProgressBar aria-label={`Adding ${file.name}`} value={share} thickness="large" shape="rounded" />
        )}
      </span>
      {mayRetry && <Button onClick={() => uploads.again(id)}>Try again</Button>}
      <Button
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={fault ? `Leave ${file.name} out` : `Stop adding ${file.name}`}
        onClick={() => {
          onGone()
          uploads.giveUp(id)
        }}
      />
    </li>
  )
}

/** Files as evidence: chosen or dropped, several at a time, each with how far it is, and removable until it is reviewed (WORK R2). */
export const EvidenceControl = ({ field, given }: { field: Field; given: Given }) => {
  const { uploads } = given
  const files = attachedOf(given.value)
  const id = fieldId(field.id)
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const focusOn = useRef<string>(undefined)
  useEffect(() => {
    if (!focusOn.current) return
    document.getElementById(focusOn.current)?.focus()
    focusOn.current = undefined
  })

  if (!uploads)
    return (
      <p className="quiet">
        {files.length > 0 ? `${files.map(({ name }) => name).join(', ')}. ` : ''}Files cannot be changed here.
      </p>
    )
  const own = uploads.all.filter((upload) => upload.field === field.id)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    uploads.add(field.id, [...event.dataTransfer.files])
  }
  const takeAway = async (at: number) => {
    const file = files[at]
    // The focus goes to the line that takes its place, else the one before, else the button that adds.
    const left = files.length - 1
    if (file && (await uploads.remove(field.id, file)))
      focusOn.current = left > 0 ? `${id}-${Math.min(at, left - 1)}-remove` : `${id}-add`
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the button below does the same
    <div
      className={over ? 'evidence evidence-over' : 'evidence'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {files.length + own.length > 0 && (
        <ul className="files" aria-label="Files">
          {files.map((file, at) => (
            <li key={file.item} className="file">
              <DocumentRegular aria-hidden="true" fontSize={20} />
              <span className="file-name">
                <OpenFile requestKey={uploads.requestKey} file={file} />
                {file.bytes !== undefined && <span className="quiet"> {sayBytes(file.bytes)}</span>}
                {uploads.stuck?.item === file.item && (
                  <span className="file-fault" role="alert">
                    It could not be removed. {uploads.stuck.say}
                  </span>
                )}
              </span>
              <Button
                id={`${id}-${at}-remove`}
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={`Remove ${file.name}`}
                onClick={() => takeAway(at)}
              />
            </li>
          ))}
          {own.map((upload) => (
            <UploadLine
              key={upload.id}
              upload={upload}
              uploads={uploads}
              onGone={() => {
                focusOn.current = `${id}-add`
              }}
            />
          ))}
        </ul>
      )}
      <div className="evidence-add">
        <Button id={`${id}-add`} icon={<AttachRegular />} onClick={() => chooser.current?.click()}>
          {files.length > 0 ? 'Add more files' : 'Add files'}
        </Button>
        <span className="quiet">or drop them here: PDF, Office, text or pictures, up to 25 MB each.</span>
      </div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={fileEndings.join(',')}
        aria-label={`Files for ${field.label}`}
        onChange={({ target }) => {
          uploads.add(field.id, [...(target.files ?? [])])
          target.value = ''
        }}
      />
      <span className="unseen" role="status">
        {uploads.said}
      </span>
    </div>
  )
}
