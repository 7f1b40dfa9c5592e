import { type Definition, type Field, type FieldType, ruleOf } from '../../assurance/definition.ts'

/** More questions than this are asked on a page, where they are saved as they are typed. */
const fieldsAtMost = 3

/** Letters that may be typed in all, so that a dialog that comes back holds every one of them. */
export const lettersAtMost = 8_000

/** Answers that are made of several entries or of files need the page. */
const needsPage: readonly FieldType[] = ['chronology', 'evidence']

const lettersOf = (field: Field): number =>
  ruleOf(field, 'length')?.max ??
  (field.type === 'long-text' ? Number.POSITIVE_INFINITY : field.type === 'yes-no' ? 2_000 : 255)

/**
 * Whether a request is short enough to be answered in a card's own dialog (WORK R2): few simple questions, room for a
 * few paragraphs, nothing that others write a part of, and nothing that is compared with what was answered before.
 */
export const fitsCard = ({ fields, parts = [] }: Definition): boolean =>
  fields.length > 0 &&
  fields.length <= fieldsAtMost &&
  parts.length === 0 &&
  fields.reduce((sum, field) => sum + lettersOf(field), 0) <= lettersAtMost &&
  fields.every((field) => !needsPage.includes(field.type) && ruleOf(field, 'steady') === undefined)
