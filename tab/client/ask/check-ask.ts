import type { AskView } from '../../api/ask-model.ts'
import {
  type AskDraft,
  type AskFault,
  type AskStep,
  dueOnOf,
  entryOf,
  itemsOf,
  kindOf,
  stepOf,
  toolOf,
} from './ask-draft.ts'

/** What is still missing on a page of the wizard, before the server is asked; the server has the last word. */
export const checkAsk = (draft: AskDraft, view: AskView, step: AskStep): readonly AskFault[] => {
  const faults: AskFault[] = []
  const need = (field: string, isThere: boolean, say: string) => {
    if (!isThere && stepOf(field) === step) faults.push({ field, say })
  }
  const kind = kindOf(draft, view)
  const entry = entryOf(draft, view)
  need('kind', kind !== undefined, 'Choose what kind of request it is.')
  if (!kind) return faults
  need(
    'title',
    entry !== undefined || draft.title.trim() !== '',
    'Give it a title that says what is asked about; no names.',
  )
  need('group', entry !== undefined || draft.group !== '', 'Choose the group that is responsible.')
  const { fields } = kind
  if (fields.from === 'tool') need('tool', toolOf(draft, view) !== undefined, 'Choose the tool with the questions.')
  if (fields.from === 'each') {
    const count = itemsOf(draft).length
    need('items', count > 0, `Name at least one ${fields.item} to ask about.`)
    need('items', count <= fields.itemsAtMost, `Ask about ${fields.itemsAtMost} at most at a time; these are ${count}.`)
  }
  if (kind.asks === 'agency-and-case' || kind.asks === 'agency-and-need') {
    const what = kind.asks === 'agency-and-case' ? 'case' : 'learning need'
    const { cases } = draft
    need('cases', cases.length > 0, `Add at least one ${what}.`)
    const unnamed = cases.findIndex(
      ({ ref, title }) => ref.trim() === '' || (kind.asks === 'agency-and-need' && title.trim() === ''),
    )
    need('cases', unnamed === -1, `Learning need ${unnamed + 1} needs a reference and a title.`)
    const empty = cases.find(({ agencies }) => agencies.length === 0)
    need('cases', cases.length === 0 || !empty, `Choose the agencies that ${empty?.ref.toUpperCase()} concerns.`)
  }
  if (kind.asks === 'agency') need('agencies', draft.agencies.length > 0, 'Choose at least one agency.')
  if (kind.asks === 'person') need('people', draft.people.length > 0, 'Choose at least one person.')
  need('dueOn', dueOnOf(draft, view) > view.today, 'Choose a day after today; agencies need time to answer.')
  return faults
}
