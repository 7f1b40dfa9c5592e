import type { Column } from '../../assurance/register.ts'

/** A column as Graph gives and takes it, as far as provisioning looks (PLATFORM §A). */
export interface ColumnDefinition {
  readonly id?: string
  readonly name: string
  readonly displayName?: string
  readonly indexed?: boolean
  readonly enforceUniqueValues?: boolean
  readonly text?: { readonly allowMultipleLines?: boolean; readonly maxLength?: number }
  readonly choice?: {
    readonly choices?: readonly string[]
    readonly allowTextEntry?: boolean
    readonly displayAs?: string
  }
  readonly number?: object
  readonly boolean?: object
  readonly dateTime?: { readonly format?: string }
}

const facets: { readonly [Type in Column['type']]: (column: Column) => Partial<ColumnDefinition> } = {
  text: () => ({ text: { allowMultipleLines: false, maxLength: 255 } }),
  note: () => ({ text: { allowMultipleLines: true } }),
  number: () => ({ number: { decimalPlaces: 'automatic' } }),
  'yes-no': () => ({ boolean: {} }),
  day: () => ({ dateTime: { format: 'dateOnly', displayAs: 'standard' } }),
  moment: () => ({ dateTime: { format: 'dateTime', displayAs: 'standard' } }),
  choice: ({ choices = [] }) => ({ choice: { choices, allowTextEntry: false, displayAs: 'dropDownMenu' } }),
}

/** The column as it is posted. */
export const columnDefinition = (column: Column): ColumnDefinition => ({
  name: column.name,
  displayName: column.title,
  ...(column.indexed ? { indexed: true } : {}),
  ...(column.unique ? { enforceUniqueValues: true } : {}),
  ...facets[column.type](column),
})

const kindOf = ({ text, choice, number, boolean, dateTime }: ColumnDefinition): string =>
  text
    ? text.allowMultipleLines
      ? 'many lines'
      : 'text'
    : choice
      ? 'choice'
      : number
        ? 'number'
        : boolean
          ? 'yes/no'
          : dateTime
            ? 'date'
            : 'other'

/** What is not as it should be with a column that is there; provisioning names it and leaves it. */
export const columnFaults = (list: string, wanted: Column, there: ColumnDefinition): readonly string[] => [
  ...(wanted.indexed && !there.indexed
    ? [
        `The column “${wanted.name}” of “${list}” has lost its index; add it again in the list's settings, or readings by it will fail.`,
      ]
    : []),
  ...(wanted.unique && !there.enforceUniqueValues
    ? [
        `The column “${wanted.name}” of “${list}” no longer enforces unique values; switch that on again in its settings.`,
      ]
    : []),
  ...(kindOf(columnDefinition(wanted)) === kindOf(there)
    ? []
    : [
        `The column “${wanted.name}” of “${list}” is of the kind ${kindOf(there)} instead of ${kindOf(columnDefinition(wanted))}.`,
      ]),
]

/** The choices the column should offer: those there, and after them the missing ones; undefined where none is missing. */
export const widenedChoices = (wanted: Column, there: ColumnDefinition): readonly string[] | undefined => {
  const present = there.choice?.choices
  if (!present || wanted.type !== 'choice') return undefined
  const missing = (wanted.choices ?? []).filter((choice) => !present.includes(choice))
  return missing.length === 0 ? undefined : [...present, ...missing]
}
