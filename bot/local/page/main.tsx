import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './local-teams.css'
import './list.css'
import './pane.css'
import './messages.css'
import '../../../cards/in-browser/cards.css'
import './dialogs.css'
import './narrow.css'
import { LocalTeams } from './local-teams.tsx'

const page = document.getElementById('page')
if (page) {
  createRoot(page).render(
    <StrictMode>
      <LocalTeams />
    </StrictMode>,
  )
}
