// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a template's places are written so
import type { Fault } from '../assurance/definition.ts'
import type { View } from '../assurance/record.ts'
import { byRef } from './ask/case-line.ts'
import type { Card, Filled } from './card.ts'
import { refusalCard } from './refusal/refusal-card.ts'

/** The words at the head of a dialog that came back with problems; empty where there are none. */
export const sayProblems = (faults: readonly Fault[]): string => {
  if (faults.length === 0) return ''
  return faults.length === 1
    ? 'Not sent yet: one thing needs another look. What you entered is still here.'
    : `Not sent yet: ${faults.length} things need another look. What you entered is still here.`
}

const said = (faults: readonly Fault[]): string =>
  faults.length === 0 ? '' : `⚠ ${[...new Set(faults.map(({ say }) => say))].join(' ')}`

/** The problems of one field, as they stand beside it. */
export const problemAt = (faults: readonly Fault[], field: string): string =>
  said(faults.filter((one) => one.field === field))

/** Problems of fields that the dialog does not show, so that none goes unsaid. */
export const otherProblems = (faults: readonly Fault[], shown: readonly string[]): string =>
  said(faults.filter(({ field }) => !shown.includes(field)))

/** What to say instead of a dialog in which there is nothing to choose, because somebody was first, or the key is missing. */
export const nothingToChoose = (say: string, faults: readonly Fault[]): Card =>
  refusalCard({
    say: faults.length > 0 ? faults.map((fault) => fault.say).join(' ') : say,
    wayForward: faults.length > 0 ? say : '',
    inDialog: true,
  })

/** Cases to choose from, and the ones chosen: what was chosen before, or the only one there is. */
export const casesOf = (
  views: readonly View[],
  titleOf: (view: View) => string,
  keys: readonly string[] | undefined,
): { readonly choices: readonly { readonly title: string; readonly value: string }[]; readonly chosen: string } => {
  const choices = views.toSorted(byRef).map((view) => ({ title: titleOf(view), value: view.request.key }))
  const values = choices.map(({ value }) => value)
  const chosen = keys ? values.filter((value) => keys.includes(value)) : values.length === 1 ? values : []
  return { choices, chosen: chosen.join(',') }
}

/** The template of a problem beside a field: shown where the derived input holds one. */
export const problemLine = (name: string): Filled => ({
  $when: `\${${name} != ''}`,
  type: 'TextBlock',
  text: `\${${name}}`,
  color: 'attention',
  weight: 'bolder',
  wrap: true,
})

/** The template of the words at the head of a dialog that came back with problems. */
export const problemHead: Filled = {
  $when: "${problems != ''}",
  type: 'Container',
  style: 'attention',
  bleed: true,
  items: [
    { type: 'TextBlock', text: '${problems}', weight: 'bolder', wrap: true },
    { $when: "${other != ''}", type: 'TextBlock', text: '${other}', wrap: true, spacing: 'small' },
  ],
}
