import { useState } from 'react'
import type { FieldType } from '../../../assurance/definition.ts'
import type { FormView, Raw } from '../../api/form-model.ts'
import { typedLines } from './typed-lines.ts'

/** Types whose answers are not the same twice by chance: by them it is seen that a draft was started from earlier answers. */
const telling: ReadonlySet<FieldType> = new Set(['text', 'long-text', 'chronology', 'link'])

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Starting from answers given before (WORK R10): which were taken over and still stand, and whether they were confirmed. */
export const useOffer = (form: FormView, raw: Raw, set: (field: string, value: unknown) => void) => {
  const { offer, definition } = form
  const [started, setStarted] = useState(false)
  const [confirmed, setConfirmed] = useState(false)
  const taken = offer
    ? definition.fields.filter(({ id }) => id in offer.answers && same(raw[id], offer.answers[id]))
    : []
  const isStarted = started || taken.some(({ type }) => telling.has(type))
  return {
    offer,
    /** Fields that still hold an earlier answer. */
    taken: isStarted ? taken : [],
    started: isStarted,
    confirmed,
    confirm: setConfirmed,
    /** Fills what has not been answered yet. */
    start: () => {
      if (!offer) return
      setStarted(true)
      for (const field of definition.fields)
        if (field.id in offer.answers && typedLines(field, raw).length === 0) set(field.id, offer.answers[field.id])
    },
  }
}
