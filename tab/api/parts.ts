import type { Definition } from '../../assurance/definition.ts'
import type { Drafts } from '../../assurance/record.ts'
import type { PartStanding, Request } from '../../assurance/request.ts'
import { type PersonRef, samePerson } from '../../assurance/who.ts'
import type { Raw } from './form-model.ts'

/** The parts somebody was invited to, those not handed in first. */
export const partsOf = ({ parts = [] }: Request, person: PersonRef): readonly PartStanding[] =>
  parts
    .filter(({ to }) => samePerson(to, person))
    .toSorted((one, other) => Number(one.done !== undefined) - Number(other.done !== undefined))

/** A definition with nothing but the sections of these parts, and their questions. */
export const onlyParts = (definition: Definition, parts: readonly string[]): Definition => {
  const sections = definition.sections.filter(({ part }) => part !== undefined && parts.includes(part))
  const ids = new Set(sections.map(({ id }) => id))
  return { ...definition, sections, fields: definition.fields.filter(({ section }) => ids.has(section)) }
}

/** The values of a definition's own questions, and no others. */
export const onlyAsked = (raw: Raw, { fields }: Definition): Raw =>
  Object.fromEntries(fields.flatMap(({ id }) => (Object.hasOwn(raw, id) ? [[id, raw[id]] as const] : [])))

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What colleagues wrote for their parts and handed in, and whose words each field has. */
export interface HandedIn {
  readonly raw: Raw
  readonly from: { readonly [field: string]: string }
}

export const nothingHandedIn: HandedIn = { raw: {}, from: {} }

/**
 * The words of the parts that were handed in since the last return (WORK R2): drafts of their contributors, of which
 * nothing else is read. Where two worked on one part, what was handed in last stands. For whoever submits, and nobody else.
 */
export const readHandedIn = async (
  drafts: Drafts,
  request: Request,
  definition: Definition,
  viewer: PersonRef,
): Promise<HandedIn> => {
  const done = (request.parts ?? [])
    .filter((part) => part.done !== undefined && !(request.returned && part.done < request.returned.at))
    // The viewer's own part lies in their own draft already.
    .filter(({ to }) => !samePerson(to, viewer))
    .toSorted((one, other) => ((one.done ?? '') < (other.done ?? '') ? -1 : 1))
  let all = nothingHandedIn
  for (const { part, to } of done) {
    const draft = await drafts.read(request.key, to)
    const own = Object.entries(onlyAsked(draft?.raw ?? {}, onlyParts(definition, [part]))).filter(
      ([, value]) => !isBlank(value),
    )
    all = {
      raw: { ...all.raw, ...Object.fromEntries(own) },
      from: { ...all.from, ...Object.fromEntries(own.map(([field]) => [field, to.name])) },
    }
  }
  return all
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What somebody typed, less what merely repeats their colleagues' words, so that these are followed where they change. */
export const withoutHandedIn = (raw: Raw, { raw: handed }: HandedIn): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([field, value]) => !(field in handed && same(value, handed[field]))))

/** Under whom a draft is kept: in an anonymous request under what stands for the person, as everything else there. */
export const draftOwner = (viewer: PersonRef & { readonly pseudonym?: string }, request: Request): PersonRef =>
  request.pseudonym !== undefined && request.pseudonym === viewer.pseudonym
    ? { oid: request.pseudonym, tid: 'anonymous', name: '' }
    : viewer
