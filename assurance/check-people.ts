import type { PathFault } from './partnership.ts'
import { type Item, nameDuplicates } from './read-item.ts'
import { type Person, type Role, type RoleHeld, roles } from './who.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const ofAgency: readonly Role[] = ['representative', 'deputy', 'lead', 'auditor', 'practitioner', 'manager']
const ofGroup: readonly Role[] = ['chair', 'vice-chair', 'member']

/** What people may belong to. */
export interface Belonging {
  readonly agencies: readonly string[]
  readonly groups: readonly string[]
}

const readRole = (item: Item, { agencies, groups }: Belonging): RoleHeld => {
  const role = item.oneOf('role', roles)
  const agency = item.has('agency') ? item.reference('agency', 'agency', agencies) : undefined
  const group = item.has('group') ? item.reference('group', 'group', groups) : undefined
  if (ofAgency.includes(role) && agency === undefined) item.fault(undefined, `is “${role}” of no agency.`)
  if (ofGroup.includes(role) && group === undefined) item.fault(undefined, `is “${role}” of no group.`)
  return { role, ...(agency === undefined ? {} : { agency }), ...(group === undefined ? {} : { group }) }
}

const readMail = (item: Item): string => {
  const mail = item.text('mail')
  if (mail !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(mail))
    item.fault('mail', `has the mail address “${mail}”, which is none.`)
  return mail
}

/** Reads the list `people` of a partnership's file or of its sample. */
export const readPeople = (
  top: Item,
  belonging: Belonging,
  sample: boolean,
  faults: PathFault[],
): readonly Person[] => {
  const places: { id: string; path: Item['path'] }[] = []
  const people = top.list('people', 'person', (item): Person => {
    const id = item.slug('id')
    places.push({ id, path: item.path })
    const guid = (key: 'oid' | 'tid') => {
      const value = item.text(key)
      if (value !== '' && !uuid.test(value))
        item.fault(key, `has “${key}” “${value}”, which is not a GUID in small letters.`)
      return value
    }
    return {
      id,
      name: item.text('name'),
      oid: guid('oid'),
      tid: guid('tid'),
      about: item.text('about'),
      ...(item.has('mail') ? { mail: readMail(item) } : {}),
      holds: item.list('holds', `${item.about}, role`, (held) => readRole(held, belonging)),
      sample,
    }
  })
  nameDuplicates(places, 'person', faults)
  const bound = new Map<string, string>()
  for (const [at, { id, oid, tid }] of people.entries()) {
    const other = bound.get(`${oid} ${tid}`)
    if (other !== undefined && oid !== '')
      faults.push({
        path: places[at]?.path ?? [],
        say: `person “${id}” has the same oid and tid as “${other}”; a person is one row.`,
      })
    bound.set(`${oid} ${tid}`, id)
  }
  return people
}
