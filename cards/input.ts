import { type Definition, type Face, type Fault, type Field, ruleOf } from '../assurance/definition.ts'
import { longTextLimit } from '../assurance/read-answers.ts'
import type { Element } from './card.ts'
import { asTyped, told } from './text.ts'

/** Input ids are led by this, so that no question can be taken for a part of the button's payload. */
const idOf = (field: Field, part = ''): string => `answer.${field.id}${part}`

const isMust = (field: Field): boolean =>
  ruleOf(field, 'required') !== undefined && ruleOf(field, 'show-when') === undefined

const must = (field: Field, say: string): { readonly [name: string]: string | boolean } =>
  isMust(field) ? { isRequired: true, errorMessage: say } : {}

const note = (text: string): Element => ({
  type: 'TextBlock',
  text,
  size: 'small',
  isSubtle: true,
  wrap: true,
  spacing: 'small',
})

const labelled = (field: Field): string => told(field.label, 300)

const text = (
  field: Field,
  more: { readonly [name: string]: string | boolean | number },
  otherwise: number,
): readonly Element[] => [
  {
    type: 'Input.Text',
    id: idOf(field),
    label: labelled(field),
    maxLength: ruleOf(field, 'length')?.max ?? otherwise,
    ...must(field, 'Please answer this question.'),
    ...more,
  },
]

const number = (field: Field, label = labelled(field), part = ''): Element => {
  const { min, max } = ruleOf(field, 'range') ?? {}
  const least = min ?? (field.type === 'number' ? undefined : 0)
  return {
    type: 'Input.Number',
    id: idOf(field, part),
    label,
    ...must(field, 'Please give a number in figures, such as 12.'),
    ...(least === undefined ? {} : { min: least }),
    ...(max === undefined ? {} : { max }),
  }
}

/** Options up to which all of them are shown; more are a list that opens. */
const optionsShown = 8

/**
 * One option travels as its own words, so that a list that has changed since can never mean another one. Several travel by
 * their place, because they arrive as one text with commas, which an option may hold; a scale's are their numbers.
 */
const choices = (
  field: Field,
  more: { readonly [name: string]: boolean | string },
  sentAs: (option: string, at: number) => string,
): readonly Element[] => [
  {
    type: 'Input.ChoiceSet',
    id: idOf(field),
    label: labelled(field),
    style: (field.options ?? []).length > optionsShown && !more['isMultiSelect'] ? 'compact' : 'expanded',
    wrap: true,
    choices: (field.options ?? []).map((option, at) => ({ title: told(option, 300), value: sentAs(option, at) })),
    ...must(field, 'Please choose an answer.'),
    ...more,
  },
]

const byPlace = (_: string, at: number): string => String(at + 1)

const inDialog = (field: Field, what: string): readonly Element[] => [
  { type: 'TextBlock', text: labelled(field), weight: 'bolder', wrap: true },
  note(`${what} is entered in the form: choose “Complete” to open it.`),
]

/** Every type of field as the elements that ask it on a card (DESIGN §2). A type without its elements does not compile. */
const inputFace: Face<readonly Element[]> = {
  text: (field) => text(field, {}, 255),
  'long-text': (field) => text(field, { isMultiline: true }, longTextLimit),
  number: (field) => [number(field)],
  count: (field) => [number(field)],
  share: (field) => [
    number(field, `${labelled(field)}: how many`, '.n'),
    number(field, `${labelled(field)}: out of how many`, '.of'),
  ],
  choice: (field) => choices(field, {}, (option) => option),
  choices: (field) => choices(field, { isMultiSelect: true }, byPlace),
  'yes-no': (field) => [
    {
      type: 'Input.ChoiceSet',
      id: idOf(field, '.answer'),
      label: labelled(field),
      style: 'expanded',
      choices: [
        { title: 'Yes', value: 'yes' },
        { title: 'No', value: 'no' },
      ],
      ...must(field, 'Please choose yes or no.'),
    },
    {
      type: 'Input.Text',
      id: idOf(field, '.reason'),
      label: 'Please say why',
      isMultiline: true,
      maxLength: 2_000,
      spacing: 'small',
    },
  ],
  rating: (field) => choices(field, {}, byPlace),
  date: (field) => [
    { type: 'Input.Date', id: idOf(field), label: labelled(field), ...must(field, 'Please give the date.') },
  ],
  chronology: (field) => inDialog(field, 'The chronology'),
  link: (field) => text(field, { style: 'url', placeholder: 'https://' }, 2_000),
  evidence: (field) => inDialog(field, 'Evidence'),
}

/** An input with what it held before; a number that was none starts empty, since a number input can hold nothing else. */
const holding = (element: Element, kept: unknown): Element => {
  if (typeof kept !== 'string' && typeof kept !== 'number') return element
  if (element.type !== 'Input.Number') return { ...element, value: String(kept) }
  const value = String(kept).trim() === '' ? Number.NaN : Number(kept)
  return Number.isFinite(value) ? { ...element, value } : element
}

/**
 * A definition's questions as elements of a card, each with its help, its problem where it came back with one, and what
 * was entered before (`typed`, by input id). A question that depends on another says so, since a card cannot hide it.
 */
export const cardInputs = (
  definition: Definition,
  {
    typed = {},
    faults = [],
  }: { readonly typed?: { readonly [input: string]: unknown }; readonly faults?: readonly Fault[] } = {},
): readonly Element[] =>
  definition.fields.flatMap((field) => {
    const fault = faults.find((one) => one.field === field.id)
    const when = ruleOf(field, 'show-when')
    const other = when && definition.fields.find(({ id }) => id === when.field)
    const elements = inputFace[field.type](field).map((element) =>
      typeof element['id'] === 'string' ? holding(element, typed[element['id']]) : element,
    )
    return [
      ...(fault
        ? [{ type: 'TextBlock', text: `⚠ ${fault.say}`, color: 'attention', weight: 'bolder', wrap: true }]
        : []),
      ...elements,
      ...(field.help ? [note(told(field.help, 500))] : []),
      ...(when && other ? [note(`Only where “${told(other.label, 200)}” is “${told(when.is)}”.`)] : []),
    ]
  })

const optionsAt = (field: Field, raw: unknown): readonly string[] =>
  typeof raw === 'string' ? raw.split(',').flatMap((place) => field.options?.[Number(place) - 1] ?? []) : []

/** The raw values by field, as `readAnswers` takes them, of what a card's inputs sent. */
export const readCardInputs = (
  definition: Definition,
  data: { readonly [input: string]: unknown },
): { readonly [field: string]: unknown } => {
  const value = (field: Field, part = ''): unknown => {
    const raw = data[idOf(field, part)]
    return typeof raw === 'string' ? asTyped(raw) : raw
  }
  const readers: Face<unknown> = {
    text: (field) => value(field),
    'long-text': (field) => value(field),
    number: (field) => value(field),
    count: (field) => value(field),
    share: (field) => ({ n: value(field, '.n'), of: value(field, '.of') }),
    choice: (field) => value(field),
    choices: (field) => optionsAt(field, value(field)),
    'yes-no': (field) => ({ answer: value(field, '.answer'), reason: value(field, '.reason') }),
    rating: (field) => value(field),
    date: (field) => value(field),
    chronology: () => undefined,
    link: (field) => value(field),
    evidence: () => undefined,
  }
  return Object.fromEntries(definition.fields.map((field) => [field.id, readers[field.type](field)]))
}
