import type { Card } from '../card.ts'
import { hostConfigOf, palettes, themeNames } from '../host-config.ts'

/** What the page shows: each sample's name, title and expanded card. */
export type Shown = readonly { readonly name: string; readonly title: string; readonly card: Card }[]

const css = `
:root { font: 14px/1.4 'Segoe UI', system-ui, sans-serif; }
body { margin: 0; padding: 24px; background: var(--around); color: var(--text); }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 14px; margin: 0 0 8px; }
p { margin: 0 0 16px; max-width: 70ch; }
fieldset { border: 0; padding: 0; margin: 0 0 24px; display: flex; gap: 16px; flex-wrap: wrap; }
legend { float: left; margin-right: 16px; font-weight: 600; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
main > section { width: var(--wide); max-width: 100%; min-width: 0; }
.card { border: 1px solid var(--border); border-radius: 8px; overflow: hidden; background: var(--ground); }
.card .ac-adaptiveCard { outline-offset: -2px; }
.ac-pushButton { font: 600 14px 'Segoe UI', system-ui, sans-serif; padding: 6px 12px; border-radius: 4px; border: 1px solid var(--border);
  background: var(--ground); color: var(--text); white-space: normal !important; text-align: left; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; } .ac-actionSet > div[aria-hidden] { height: 8px; }
.card-menu { display: flex; flex-direction: column; align-items: flex-start; gap: 4px; margin-top: 8px; }
.ac-selectable { cursor: pointer; border-radius: 4px; }
.ac-selectable:hover { background: var(--around) !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.ac-input { font: inherit; width: 100%; box-sizing: border-box; padding: 6px 8px; border: 1px solid var(--subtle); border-radius: 4px;
  background: var(--ground); color: var(--text); color-scheme: var(--scheme); }
textarea.ac-input { min-height: 72px; }
input[type=checkbox], input[type=radio] { accent-color: var(--accent); min-width: 18px; height: 18px; margin: 3px !important; }
a { color: var(--accent); }
`

// What the page does in a browser; kept small, since the renderer comes from the file beside it.
const script = `
const themes = THEMES, configs = CONFIGS, shown = SHOWN
const markdown = markdownit({ html: false, breaks: true })
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text.replace(/<at>([^<]*)<\\/at>/g, '**$1**'))
  result.didProcess = true
}
AdaptiveCards.AdaptiveCard.onDisplayOverflowActionMenu = (actions, opener) => {
  const row = opener.closest('.ac-actionSet')
  const open = row.parentElement.querySelector(':scope > .card-menu')
  opener.setAttribute('aria-expanded', String(!open))
  if (open) open.remove()
  else {
    const menu = document.createElement('div')
    menu.className = 'card-menu'
    menu.append(...actions.map(({ title }) => Object.assign(document.createElement('button'), { className: 'ac-pushButton', type: 'button', textContent: title })))
    row.after(menu)
  }
  return true
}
const main = document.querySelector('main')
const draw = () => {
  const asked = new URLSearchParams(location.hash.slice(1))
  const theme = asked.get('theme') in themes ? asked.get('theme') : 'default'
  const wide = asked.get('wide') === '400' ? '400' : '760'
  const only = asked.get('only')
  for (const [name, value] of Object.entries(themes[theme])) document.documentElement.style.setProperty('--' + name, value)
  document.documentElement.style.setProperty('--scheme', theme === 'default' ? 'light' : 'dark')
  document.documentElement.style.setProperty('--wide', wide + 'px')
  for (const input of document.querySelectorAll('fieldset input')) input.checked = input.value === (input.name === 'theme' ? theme : wide)
  main.replaceChildren(...shown.filter(({ name }) => !only || name === only).map(({ name, title, card }) => {
    const section = document.createElement('section')
    const heading = document.createElement('h2')
    heading.textContent = title
    const box = document.createElement('div')
    box.className = 'card'
    box.id = name
    const drawn = new AdaptiveCards.AdaptiveCard()
    drawn.hostConfig = new AdaptiveCards.HostConfig(configs[theme])
    drawn.parse(card)
    box.append(drawn.render())
    section.append(heading, box)
    return section
  }))
}
document.querySelector('form').addEventListener('change', ({ currentTarget }) => {
  const asked = new URLSearchParams(location.hash.slice(1))
  for (const [name, value] of new FormData(currentTarget)) asked.set(name, value)
  location.hash = asked.toString()
})
addEventListener('hashchange', draw)
draw()
`

/** Data inside a script element: nothing in it may end the element. */
const embedded = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c')

const radios = (name: string, legend: string, values: readonly (readonly [string, string])[]): string =>
  `<fieldset><legend>${legend}</legend>${values.map(([value, label]) => `<label><input type="radio" name="${name}" value="${value}"> ${label}</label>`).join('')}</fieldset>`

/** The gallery as one page, which wants the renderer's file beside it. Answers to `#theme=dark&wide=400&only=help`. */
export const galleryPage = (shown: Shown): string => {
  const configs = Object.fromEntries(themeNames.map((name) => [name, hostConfigOf(name)]))
  const colours = Object.fromEntries(
    themeNames.map((name) => {
      const { on, ...ink } = palettes[name]
      return [name, { ...ink, ground: on.default, around: on.emphasis }]
    }),
  )
  const filled = script
    .replace('THEMES', () => embedded(colours))
    .replace('CONFIGS', () => embedded(configs))
    .replace('SHOWN', () => embedded(shown))
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cards of Sightline</title><style>${css}</style></head>
<body>
<h1>Cards of Sightline</h1>
<p>Every sample card, drawn by Microsoft's renderer with Teams' sizes and colours. The cases, people and dates are invented.</p>
<form>${radios('theme', 'Theme', [
    ['default', 'Light'],
    ['dark', 'Dark'],
    ['contrast', 'High contrast'],
  ])}${radios('wide', 'Width', [
    ['760', '760 px'],
    ['400', '400 px'],
  ])}</form>
<main></main>
<script src="markdown-it.min.js"></script>
<script src="adaptivecards.min.js"></script>
<script>${filled}</script>
</body>
</html>
`
}
