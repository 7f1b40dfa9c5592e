import { createRoot } from 'react-dom/client'
import { addressOf, readSubPage } from './shell/address.ts'
import { findHost } from './shell/host.ts'
import { Shell } from './shell/shell.tsx'

const start = async () => {
  const host = await findHost()
  if (host.subPageId && !host.inDialog) window.history.replaceState(null, '', addressOf(readSubPage(host.subPageId)))
  const root = document.querySelector('#tab')
  if (root) createRoot(root).render(<Shell host={host} />)
}

start()
