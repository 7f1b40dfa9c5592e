import { useState } from 'react'
import { ServerFault } from './server.ts'
import { useTab } from './tab-context.ts'

/** A file of evidence as a link that fetches it as the person signed in and hands it over to be kept or opened. */
export const OpenFile = ({ requestKey, file }: { requestKey: string; file: { name: string; item: string } }) => {
  const { server } = useTab()
  const [state, setState] = useState<{ busy: boolean; fault?: string }>({ busy: false })
  const open = async () => {
    if (state.busy) return
    setState({ busy: true })
    try {
      const address = URL.createObjectURL(await server.readFile(requestKey, file.item))
      const link = document.createElement('a')
      link.href = address
      link.download = file.name
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
      setState({ busy: false })
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error
      setState({ busy: false, fault: error.message })
    }
  }
  return (
    <>
      <button type="button" className="file-link" onClick={open} aria-label={`Download ${file.name}`}>
        {file.name}
      </button>
      {state.fault && (
        <span className="file-fault" role="alert">
          {state.fault}
        </span>
      )}
    </>
  )
}
