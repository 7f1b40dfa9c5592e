import { type IsoDate, isIsoDate } from '../../assurance/dates.ts'
import type { Item } from '../../assurance/kind-definition.ts'
import type { Partnership } from '../../assurance/partnership.ts'
import { type Issue, type IssuedCase, type IssueFault, slugOf } from '../../assurance/plan-round.ts'
import { isObject, textIn, textsIn } from './bodies.ts'

const limits = { line: 200, words: 2_000, cases: 200, items: 100, ids: 2_000 } as const

const readCase = (raw: unknown): IssuedCase | undefined => {
  if (!isObject(raw)) return undefined
  const title = textIn(raw['title'], limits.line)
  const ref = textIn(raw['ref'], 40) ?? (title ? slugOf(title).slice(0, 40) : undefined)
  const agencies = textsIn(raw['agencies'], limits.ids)
  return ref && agencies ? { ref, ...(title ? { title } : {}), agencies } : undefined
}

const readItem = (raw: unknown): Item | undefined => {
  if (!isObject(raw)) return undefined
  const [title, from] = [textIn(raw['title'], limits.words), textIn(raw['from'], limits.words)]
  return title ? { title, ...(from ? { from } : {}) } : undefined
}

/** Every one of a list as `read` makes it, or a fault of the field where one cannot be read. */
const listIn = <Out>(
  raw: unknown,
  atMost: number,
  field: string,
  faults: IssueFault[],
  read: (one: unknown) => Out | undefined,
): readonly Out[] => {
  if (raw === undefined) return []
  const all = Array.isArray(raw) ? raw : []
  if (!Array.isArray(raw) || all.length > atMost) {
    faults.push({ field, say: `Name at most ${atMost} at a time, and issue the others after.` })
    return []
  }
  return all.flatMap((one) => {
    const out = read(one)
    if (out === undefined) faults.push({ field, say: 'One of these is empty, too long, or not complete.' })
    return out === undefined ? [] : [out]
  })
}

/**
 * Its id where a programme's entry is issued a second time: under the period or title it was given, so that it is a round
 * of its own. Without either it joins the first.
 */
const idFor = (partnership: Partnership, given: { programme?: string; title?: string; period?: string }) => {
  const entry = partnership.programme.find(({ id }) => id === given.programme)
  if (!entry) return {}
  const own = given.period ?? (given.title === entry.title ? undefined : given.title)
  return own ? { id: `${entry.id}-${slugOf(own)}`.slice(0, 60).replace(/-+$/, '') } : {}
}

/**
 * Reads what the wizard sends as an issue, or every fault beside its field. Nothing of it is trusted: the day of issue is
 * today, nobody issues a sample, and what stands in it is checked by `planRound` against the partnership.
 */
export const readIssue = (
  raw: unknown,
  partnership: Partnership,
  today: IsoDate,
): { readonly issue: Issue } | { readonly faults: readonly IssueFault[] } => {
  if (!isObject(raw))
    return { faults: [{ field: '', say: 'What arrived could not be read. Please go through the steps again.' }] }
  const faults: IssueFault[] = []
  const line = (field: string, atMost: number = limits.line): { readonly [name: string]: string } => {
    const value = raw[field]
    const text = textIn(value, atMost)
    if (text === undefined && value !== undefined && value !== '' && value !== null)
      faults.push({ field, say: `Please keep this to ${atMost} characters.` })
    return text ? { [field]: text } : {}
  }
  const ids = (field: string): { readonly [name: string]: readonly string[] } => {
    if (raw[field] === undefined) return {}
    const all = textsIn(raw[field], limits.ids)
    if (!all) faults.push({ field, say: `Choose at most ${limits.ids} at a time.` })
    return all ? { [field]: all } : {}
  }
  const flag = (field: string): { readonly [name: string]: boolean } =>
    typeof raw[field] === 'boolean' ? { [field]: raw[field] } : {}

  const words = {
    ...line('programme'),
    ...line('kind'),
    ...line('title'),
    ...line('why', limits.words),
    ...line('clause', limits.words),
    ...line('group'),
    ...line('tool'),
    ...line('period'),
    ...line('ladder'),
  }
  const people = { ...ids('agencies'), ...ids('people'), ...ids('auditors') }
  const cases = listIn(raw['cases'], limits.cases, 'cases', faults, readCase)
  const items = listIn(raw['items'], limits.items, 'items', faults, readItem)
  const dueOn = textIn(raw['dueOn'], 10) ?? ''
  if (!isIsoDate(dueOn)) faults.push({ field: 'dueOn', say: 'Choose the day it is due.' })
  if (faults.length > 0) return { faults }
  return {
    issue: {
      ...words,
      ...idFor(partnership, words),
      ...people,
      ...(items.length > 0 ? { items } : {}),
      cases,
      ...flag('anonymous'),
      ...flag('afresh'),
      issuedOn: today,
      dueOn,
      sample: false,
    },
  }
}
