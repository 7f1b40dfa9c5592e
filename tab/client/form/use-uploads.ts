import { useEffect, useRef, useState } from 'react'
import { evidenceLimit, sayTooLarge } from '../../../assurance/safe-file.ts'
import { ServerFault } from '../shell/server.ts'
import { useTab } from '../shell/tab-context.ts'
import { type Attached, attachedOf } from './say-files.ts'

/** A file on its way to the library, or one that could not be taken. */
export interface Upload {
  readonly id: string
  readonly field: string
  readonly file: File
  /** 0 to 1 */
  readonly share: number
  readonly fault?: string
  readonly mayRetry?: boolean
}

/** The files of one request's form: what is under way, and ways of adding and taking away. */
export interface Uploads {
  readonly requestKey: string
  readonly all: readonly Upload[]
  /** What happened last, to be read out. */
  readonly said: string
  /** Why a file could not be taken away. */
  readonly stuck: { readonly item: string; readonly say: string } | undefined
  /** Whether a file is still on its way: until then nothing is handed in. */
  readonly busy: boolean
  add(field: string, chosen: readonly File[]): void
  again(id: string): void
  giveUp(id: string): void
  /** Whether it was taken away. */
  remove(field: string, file: Attached): Promise<boolean>
}

const refusalOf = (file: File): string | undefined => {
  if (file.size > evidenceLimit) return sayTooLarge(`“${file.name}”`, file.size)
  return file.size === 0 ? `“${file.name}” is empty. Add it again once there is something in it.` : undefined
}

/**
 * Adds files to a request's folder one after another and takes them away again; every end of it is said. It belongs to the
 * form and not to one of its pages, so that a file goes on while another page is answered.
 */
export const useUploads = (
  requestKey: string,
  change: (field: string, value: (before: unknown) => unknown) => void,
): Uploads => {
  const { server } = useTab()
  const [all, setAll] = useState<readonly Upload[]>([])
  const [said, setSaid] = useState('')
  const [stuck, setStuck] = useState<Uploads['stuck']>()
  const line = useRef(Promise.resolve())
  const stops = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const { current } = stops
    return () => {
      for (const stop of current.values()) stop.abort()
    }
  }, [])

  const mark = (id: string, part: Partial<Upload>) =>
    setAll((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const drop = (id: string) => setAll((before) => before.filter((one) => one.id !== id))

  const send = async ({ id, field, file }: Upload) => {
    const stop = stops.current.get(id)
    if (!stop || stop.signal.aborted) return
    try {
      const kept = await server.keepFile(requestKey, file, (share) => mark(id, { share }), stop.signal)
      drop(id)
      change(field, (before) => [...attachedOf(before), kept])
      setSaid(`${kept.name} has been added.`)
    } catch (error) {
      if (stop.signal.aborted) return
      if (!(error instanceof ServerFault)) throw error
      mark(id, { fault: error.message, mayRetry: error.status === 0 || error.status >= 500 })
      setSaid(`${file.name} could not be added. ${error.message}`)
    } finally {
      stops.current.delete(id)
    }
  }
  const start = (upload: Upload) => {
    stops.current.set(upload.id, new AbortController())
    line.current = line.current.then(() => send(upload))
  }

  return {
    requestKey,
    all,
    said,
    stuck,
    busy: all.some(({ fault }) => !fault),
    add(field, chosen) {
      const added = chosen.map((file): Upload => {
        const fault = refusalOf(file)
        return { id: crypto.randomUUID(), field, file, share: 0, ...(fault ? { fault } : {}) }
      })
      setAll((before) => [...before, ...added])
      for (const upload of added) if (!upload.fault) start(upload)
      setSaid(added.flatMap(({ fault }) => fault ?? []).join(' '))
    },
    again(id) {
      const upload = all.find((one) => one.id === id)
      if (!upload) return
      const { fault: _, mayRetry: __, ...rest } = upload
      setAll((before) => before.map((one) => (one.id === id ? { ...rest, share: 0 } : one)))
      start({ ...rest, share: 0 })
    },
    giveUp(id) {
      stops.current.get(id)?.abort()
      drop(id)
    },
    async remove(field, file) {
      setStuck(undefined)
      try {
        await server.removeFile(requestKey, file.item)
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error
        if (error.status !== 404) {
          setStuck({ item: file.item, say: error.message })
          return false
        }
      }
      change(field, (before) => attachedOf(before).filter(({ item }) => item !== file.item))
      setSaid(`${file.name} has been removed.`)
      return true
    },
  }
}
