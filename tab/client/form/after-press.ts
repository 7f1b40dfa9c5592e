let pressed = false
const onDown = () => {
  pressed = true
}
const onUp = () => {
  pressed = false
}
window.addEventListener('pointerdown', onDown, true)
window.addEventListener('pointerup', onUp, true)
window.addEventListener('pointercancel', onUp, true)

/**
 * Runs once no button of the mouse and no finger is down. A field is left at the press of what comes next; if the page moved
 * then, the release would miss it and the click would be lost.
 */
export const afterPress = (run: () => void): void => {
  if (pressed) window.addEventListener('pointerup', () => setTimeout(run), { once: true })
  else run()
}
