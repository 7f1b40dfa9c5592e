import { isIsoDate } from './dates.ts'
import type { Answer, AnswerOf, Answers, ChronologyEntry, Definition, Fault, Field, FieldType } from './definition.ts'
import { isAsked, ruleOf } from './definition.ts'

/** Characters a long text may have where its field says nothing; SharePoint keeps more, nobody reads more. */
export const longTextLimit = 10_000
const shortTextLimit = 255
const entriesLimit = 200

/** What is made of one raw value: an answer, nothing (left empty), or what is wrong with it. */
type Reading<T> = { readonly value: T } | { readonly empty: true } | { readonly wrong: string }
type Readers = { readonly [Type in FieldType]: (raw: unknown, field: Field) => Reading<AnswerOf[Type]> }

const empty = { empty: true } as const
const isBlank = (raw: unknown) =>
  raw === undefined ||
  raw === null ||
  (typeof raw === 'string' && raw.trim() === '') ||
  (Array.isArray(raw) && raw.length === 0)

const count = new Intl.NumberFormat('en-GB')

const readText = (raw: unknown, field: Field, otherwise: number): Reading<string> => {
  if (typeof raw !== 'string') return { wrong: 'Please write this as text.' }
  const value = raw.replace(/\r\n?/g, '\n').trim()
  const { min = 0, max = otherwise } = ruleOf(field, 'length') ?? {}
  if (value.length > max)
    return { wrong: `This is ${count.format(value.length)} characters long; please keep it to ${count.format(max)}.` }
  if (value.length < min) return { wrong: `Please say a little more: at least ${min} characters.` }
  return { value }
}

const readNumber = (raw: unknown, field: Field): Reading<number> => {
  const value =
    typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw.trim().replaceAll(',', '')) : Number.NaN
  if (!Number.isFinite(value)) return { wrong: 'Please give a number in figures, such as 12.' }
  const { min, max } = ruleOf(field, 'range') ?? {}
  if (min !== undefined && value < min) return { wrong: `Please give a number that is at least ${min}.` }
  if (max !== undefined && value > max) return { wrong: `Please give a number that is at most ${max}.` }
  return { value }
}

const readCount = (raw: unknown, field: Field): Reading<number> => {
  const read = readNumber(raw, field)
  if ('value' in read && (!Number.isInteger(read.value) || read.value < 0))
    return { wrong: 'Please give a whole number, 0 or more.' }
  return read
}

const readDay = (raw: unknown): Reading<string> =>
  typeof raw === 'string' && isIsoDate(raw.trim())
    ? { value: raw.trim() }
    : { wrong: 'Please give a date that exists, as day, month and year.' }

const readChronology = (raw: unknown, field: Field): Reading<readonly ChronologyEntry[]> => {
  if (!Array.isArray(raw)) return { wrong: 'Please give the chronology as dated entries.' }
  if (raw.length > entriesLimit) return { wrong: `Please keep the chronology to ${entriesLimit} entries.` }
  const value: ChronologyEntry[] = []
  for (const [at, entry] of raw.entries()) {
    const { date, what, source } = (typeof entry === 'object' && entry !== null ? entry : {}) as {
      [name: string]: unknown
    }
    if ([date, what, source].every(isBlank)) continue
    const day = readDay(date)
    if (!('value' in day)) return { wrong: `Entry ${at + 1} of the chronology needs a date that exists.` }
    const said = isBlank(what) ? undefined : readText(what, field, 2_000)
    if (!said) return { wrong: `Entry ${at + 1} of the chronology needs a line on what happened.` }
    if (!('value' in said)) return { wrong: `Entry ${at + 1} of the chronology: ${'wrong' in said ? said.wrong : ''}` }
    const from = isBlank(source) ? undefined : readText(source, field, shortTextLimit)
    if (from && 'wrong' in from)
      return { wrong: `Entry ${at + 1} of the chronology, where it is recorded: ${from.wrong}` }
    value.push({ date: day.value, what: said.value, ...(from && 'value' in from ? { source: from.value } : {}) })
  }
  return value.length === 0
    ? empty
    : { value: value.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)) }
}

const readYesNo = (raw: unknown, field: Field): Reading<AnswerOf['yes-no']> => {
  const { answer, reason } = (typeof raw === 'object' && raw !== null ? raw : { answer: raw }) as {
    [name: string]: unknown
  }
  if (isBlank(answer)) return isBlank(reason) ? empty : { wrong: 'Please choose yes or no beside the reason.' }
  if (answer !== 'yes' && answer !== 'no') return { wrong: 'Please choose yes or no.' }
  // A least length asks for the reason itself.
  if (isBlank(reason))
    return ruleOf(field, 'length')?.min
      ? { wrong: 'Please say why in a sentence beside yes or no.' }
      : { value: { answer } }
  const read = readText(reason, field, longTextLimit)
  return 'value' in read ? { value: { answer, reason: read.value } } : read
}

const readShare = (raw: unknown): Reading<AnswerOf['share']> => {
  const { n, of } = (typeof raw === 'object' && raw !== null ? raw : {}) as { [name: string]: unknown }
  if (isBlank(n) && isBlank(of)) return empty
  const [part, whole] = [n, of].map((one) => (typeof one === 'string' ? Number(one.trim() || Number.NaN) : one))
  if (!Number.isInteger(part) || !Number.isInteger(whole) || Number(part) < 0 || Number(whole) < 0)
    return { wrong: 'Please give two whole numbers: how many, out of how many.' }
  if (Number(part) > Number(whole))
    return { wrong: `${part} out of ${whole} cannot be; the first number is at most the second.` }
  return { value: { n: Number(part), of: Number(whole) } }
}

const readers: Readers = {
  text: (raw, field) => readText(raw, field, shortTextLimit),
  'long-text': (raw, field) => readText(raw, field, longTextLimit),
  number: readNumber,
  count: readCount,
  share: readShare,
  choice: (raw, { options = [] }) =>
    typeof raw === 'string' && options.includes(raw)
      ? { value: raw }
      : { wrong: 'Please choose one of the answers offered.' },
  choices: (raw, { options = [] }) => {
    const chosen = typeof raw === 'string' ? [raw] : raw
    return Array.isArray(chosen) && chosen.every((one) => options.includes(one))
      ? { value: options.filter((option) => chosen.includes(option)) }
      : { wrong: 'Please choose from the answers offered.' }
  },
  'yes-no': readYesNo,
  rating: (raw, { options = [] }) => {
    const value = typeof raw === 'string' ? Number(raw) : raw
    return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= options.length
      ? { value }
      : { wrong: 'Please choose one of the grades offered.' }
  },
  date: readDay,
  chronology: readChronology,
  link: (raw) =>
    typeof raw === 'string' && raw.length <= 2_000 && /^https:\/\/[^\s/]+/.test(raw.trim())
      ? { value: raw.trim() }
      : { wrong: 'Please give a web address that begins with https://.' },
  evidence: (raw) =>
    Array.isArray(raw) && raw.every((one) => typeof one?.name === 'string' && typeof one?.item === 'string')
      ? { value: raw.map(({ name, item }) => ({ name, item })) }
      : { wrong: 'Please attach the evidence again; it did not arrive whole.' },
}

const readField = (field: Field, raw: unknown): Reading<Answer> =>
  isBlank(raw) ? empty : readers[field.type](raw, field)

const mustAnswer: { readonly [Type in FieldType]?: string } = {
  number: 'Please give a number in figures, such as 12.',
  count: 'Please give a number in figures, such as 12.',
  choice: 'Please choose an answer.',
  choices: 'Please choose at least one answer.',
  'yes-no': 'Please choose yes or no.',
  rating: 'Please choose a grade.',
  date: 'Please give the date.',
  chronology: 'Please give at least one dated entry.',
}

/** What is queried of a number that moved far from the last period's and is not explained; undefined where all is well. */
const oddness = (
  field: Field,
  answer: Answer | undefined,
  before: Answer | undefined,
  answers: Answers,
): string | undefined => {
  const steady = ruleOf(field, 'steady')
  if (!steady || answers[steady.explain] !== undefined) return undefined
  const [now, then] = [answer, before].map((one) =>
    typeof one === 'number' ? one : typeof one === 'object' && 'n' in one && one.of > 0 ? one.n / one.of : undefined,
  )
  if (now === undefined || then === undefined) return undefined
  const [least, most] = [Math.min(now, then), Math.max(now, then)]
  if (most <= least * steady.times || most - least < 3 * (most > 1 ? 1 : 0.05)) return undefined
  const told = (value: number) => (typeof answer === 'object' ? `${Math.round(value * 100)} %` : count.format(value))
  return `This is ${told(now)}; last time it was ${told(then)}. Please correct it, or say below why it changed so much.`
}

/**
 * Reads raw values against a definition: answers, or every fault beside its field. Fields not asked, given the other
 * answers, are left out; what the definition does not know is a fault, so that nothing typed is dropped unsaid. With
 * `earlier`, the answers of the period before, odd numbers are queried until they are explained (WORK O2).
 */
export const readAnswers = (
  definition: Definition,
  raw: { readonly [field: string]: unknown },
  earlier: Answers = {},
): { readonly answers: Answers } | { readonly faults: readonly Fault[] } => {
  const answers: { [field: string]: Answer } = {}
  const faults: Fault[] = []
  for (const field of definition.fields) {
    const read = readField(field, raw[field.id])
    if ('value' in read) answers[field.id] = read.value
    else if ('wrong' in read) faults.push({ field: field.id, say: read.wrong })
  }
  const known = new Set(definition.fields.map(({ id }) => id))
  for (const id of Object.keys(raw))
    if (!known.has(id))
      faults.push({
        field: id,
        say: 'This question is not part of what was asked. Open the form again and copy your words across.',
      })

  const asked = definition.fields.filter((field) => isAsked(field, answers))
  const kept = new Set(asked.map(({ id }) => id))
  for (const field of asked) {
    const answer = answers[field.id]
    if (answer === undefined && ruleOf(field, 'required') && !faults.some((fault) => fault.field === field.id))
      faults.push({ field: field.id, say: mustAnswer[field.type] ?? 'Please answer this question.' })
    const odd = oddness(field, answer, earlier[field.id], answers)
    if (odd) faults.push({ field: field.id, say: odd })
    const limit = ruleOf(field, 'at-most')
    const most = limit && answers[limit.field]
    if (typeof answer === 'number' && typeof most === 'number' && answer > most)
      faults.push({
        field: field.id,
        say: `This is ${answer}, more than the ${most} given for “${definition.fields.find(({ id }) => id === limit?.field)?.label}”.`,
      })
  }
  const relevant = faults.filter((fault) => kept.has(fault.field) || !known.has(fault.field))
  if (relevant.length > 0) return { faults: relevant }
  return { answers: Object.fromEntries(Object.entries(answers).filter(([id]) => kept.has(id))) }
}
