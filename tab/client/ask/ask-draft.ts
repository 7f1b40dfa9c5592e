import type { Issue, IssuedCase } from '../../../assurance/plan-round.ts'
import type { AskKind, AskView } from '../../api/ask-model.ts'

/** A row of the cases or learning needs a round is about. */
export interface CaseRow {
  readonly ref: string
  readonly title: string
  readonly agencies: readonly string[]
}

/** What somebody has decided in the wizard so far. Texts are as typed; an empty one is left to the programme or the kind. */
export interface AskDraft {
  readonly kind: string
  readonly programme: string
  readonly title: string
  readonly why: string
  readonly clause: string
  readonly group: string
  readonly period: string
  readonly tool: string
  /** One item a line. */
  readonly items: string
  readonly cases: readonly CaseRow[]
  readonly agencies: readonly string[]
  readonly people: readonly string[]
  readonly anonymous: boolean
  readonly auditors: readonly string[]
  readonly afresh: boolean
  readonly dueOn: string
  readonly ladder: string
}

/** What every page of the wizard is given. */
export interface Deciding {
  readonly view: AskView
  readonly draft: AskDraft
  readonly decide: (part: Partial<AskDraft>) => void
  readonly problemOf: (field: string) => string | undefined
}

/** The pages of the wizard, in order. */
export const askSteps = ['what', 'questions', 'whom', 'when', 'preview'] as const
export type AskStep = (typeof askSteps)[number]

/** What is wrong beside a field, with the page it is on. */
export interface AskFault {
  readonly field: string
  readonly say: string
}

const stepFields: { readonly [Step in AskStep]: readonly string[] } = {
  what: ['kind', 'programme', 'title', 'why', 'clause', 'group', 'period'],
  questions: ['tool', 'items'],
  whom: ['cases', 'agencies', 'people', 'anonymous', 'auditors'],
  when: ['dueOn', 'issuedOn', 'ladder', 'afresh'],
  preview: [],
}

/** The page a field is on; the first where nobody knows it. */
export const stepOf = (field: string): AskStep => askSteps.find((step) => stepFields[step].includes(field)) ?? 'what'

/** The element a fault's field is focused by. */
export const askFieldId = (field: string): string => `ask-${field}`

export const emptyDraft: AskDraft = {
  kind: '',
  programme: '',
  title: '',
  why: '',
  clause: '',
  group: '',
  period: '',
  tool: '',
  items: '',
  cases: [],
  agencies: [],
  people: [],
  anonymous: false,
  auditors: [],
  afresh: false,
  dueOn: '',
  ladder: '',
}

const place = 'sightline.ask'

/** The draft of this browser tab; it holds references and titles, never a name. */
export const keptDraft = (): AskDraft | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    return typeof kept === 'object' && kept !== null ? { ...emptyDraft, ...kept } : undefined
  } catch {
    return undefined
  }
}

export const keepDraft = (draft: AskDraft): void => sessionStorage.setItem(place, JSON.stringify(draft))
export const dropDraft = (): void => sessionStorage.removeItem(place)

export const kindOf = (draft: AskDraft, { kinds }: AskView): AskKind | undefined =>
  kinds.find(({ id }) => id === draft.kind)

/** The entry of the programme it is issued for. */
export const entryOf = (draft: AskDraft, { programme }: AskView): AskView['programme'][number] | undefined =>
  programme.find(({ id }) => id === draft.programme)

/** The tool whose questions are asked: the one chosen, else the entry's own where it is of this kind. */
export const toolOf = (draft: AskDraft, view: AskView): AskView['tools'][number] | undefined => {
  const id = draft.tool || entryOf(draft, view)?.tool
  return view.tools.find((tool) => tool.id === id && tool.kind === draft.kind)
}

export const itemsOf = ({ items }: AskDraft): readonly string[] =>
  items
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const dueOnOf = (draft: AskDraft, view: AskView): string => draft.dueOn || (kindOf(draft, view)?.dueOn ?? '')

const said = <Name extends string>(name: Name, value: string): { [Key in Name]?: string } =>
  value.trim() === '' ? {} : ({ [name]: value.trim() } as { [Key in Name]?: string })

/** The issue as the server plans it. What was not decided is left out, so that the programme and the kind decide. */
export const issueOf = (draft: AskDraft, view: AskView): Issue => {
  const kind = kindOf(draft, view)
  const perCase = kind?.asks === 'agency-and-case' || kind?.asks === 'agency-and-need'
  const cases = draft.cases.map(
    ({ ref, title, agencies }): IssuedCase => ({
      ref,
      agencies,
      ...(kind?.asks === 'agency-and-need' ? said('title', title) : {}),
    }),
  )
  const tool = kind?.fields.from === 'tool' ? toolOf(draft, view)?.id : undefined
  return {
    ...said('kind', draft.kind),
    ...said('programme', draft.programme),
    ...said('title', draft.title),
    ...said('why', draft.why),
    ...said('clause', draft.clause),
    ...said('group', draft.group),
    ...said('period', draft.period),
    ...(tool ? { tool } : {}),
    ...(kind?.fields.from === 'each' ? { items: itemsOf(draft).map((title) => ({ title })) } : {}),
    cases: perCase ? cases : [],
    ...(kind?.asks === 'agency' ? { agencies: draft.agencies } : {}),
    ...(kind?.asks === 'person' ? { people: draft.people, anonymous: draft.anonymous } : {}),
    ...(draft.auditors.length > 0 ? { auditors: draft.auditors } : {}),
    ...(kind?.reuse && draft.afresh ? { afresh: true } : {}),
    issuedOn: view.today,
    dueOn: dueOnOf(draft, view),
    ...said('ladder', draft.ladder),
    sample: false,
  }
}
