import type { Action } from 'adaptivecards'

/**
 * Opens or closes what a card keeps behind its “…”: its buttons, one below the other under the row. The renderer's own menu
 * is drawn outside the card, where a dialog keeps the keyboard from it. Escape closes it and leads back.
 */
export const toggleOverflowMenu = (actions: readonly Action[], opener: HTMLElement): void => {
  const row = opener.closest('.ac-actionSet')
  if (!row?.parentElement) return
  const close = (focus: boolean) => {
    row.parentElement?.querySelector(':scope > .card-menu')?.remove()
    opener.setAttribute('aria-expanded', 'false')
    if (focus) opener.focus()
  }
  if (opener.getAttribute('aria-expanded') === 'true') {
    close(true)
    return
  }
  const menu = document.createElement('div')
  menu.className = 'card-menu'
  menu.setAttribute('role', 'group')
  menu.setAttribute('aria-label', 'More options')
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    // Inside a dialog Escape would close the dialog too.
    event.stopPropagation()
    close(true)
  })
  const buttons = actions.map((action) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'ac-pushButton'
    button.textContent = action.title ?? ''
    button.addEventListener('click', () => {
      close(true)
      action.execute()
    })
    return button
  })
  menu.append(...buttons)
  row.after(menu)
  opener.setAttribute('aria-expanded', 'true')
  buttons[0]?.focus()
}
