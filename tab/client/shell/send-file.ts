/** What the server answered to a file. */
interface FileAnswer {
  readonly status: number
  readonly body: unknown
}

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a file as a whole body and tells how much of it has gone, which `fetch` cannot. Throws as `fetch` does. */
export const sendFile = (given: {
  path: string
  token: string
  file: File
  onProgress: (share: number) => void
  signal: AbortSignal
}): Promise<FileAnswer> => {
  const { path, token, file, onProgress, signal } = given
  return new Promise((done, fail) => {
    if (signal.aborted) {
      fail(new DOMException('Given up.', 'AbortError'))
      return
    }
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => done({ status: request.status, body: readJson(request.responseText) })
    request.onerror = () => fail(new TypeError('The connection was lost.'))
    request.onabort = () => fail(new DOMException('Given up.', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
