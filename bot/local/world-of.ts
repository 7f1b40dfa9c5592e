import type { Partnership } from '../../assurance/partnership.ts'
import type { Sample } from '../../assurance/sample.ts'
import type { RoleHeld, Person as Someone } from '../../assurance/who.ts'
import type { Person, World } from './world.ts'

/** The headings people are listed under in local Teams, in the order they are tried. */
const groups: readonly { readonly heading: string; readonly roles: readonly RoleHeld['role'][] }[] = [
  { heading: 'SSU', roles: ['ssu'] },
  { heading: 'Chairs and scrutiny', roles: ['chair', 'vice-chair', 'scrutineer', 'analyst'] },
  { heading: 'Practitioners', roles: ['practitioner'] },
  { heading: 'Agencies’ representatives', roles: ['representative', 'deputy', 'lead', 'auditor', 'manager', 'member'] },
]

const sayRole = ({ holds }: Someone, partnership: Partnership): string => {
  const [held] = holds
  if (!held) return 'No role yet'
  const where =
    partnership.agencies.find(({ id }) => id === held.agency)?.name ??
    partnership.groups.find(({ id }) => id === held.group)?.name
  const role = held.role === 'ssu' ? partnership.labels.ssu : `${held.role[0]?.toUpperCase()}${held.role.slice(1)}`
  return where ? `${role}, ${where}` : role
}

/** Local Teams' people, teams and channels, from the sample beside a partnership's file (DESIGN §10). */
export const worldOf = (
  partnership: Partnership,
  sample: Sample,
  app: { readonly tenantId: string; readonly appId: string },
): World => {
  const memberOf = (id: string) => {
    const person = partnership.people.find((one) => one.id === id)
    if (!person) return []
    return [
      {
        id: `29:${person.oid}`,
        aadObjectId: person.oid,
        tenantId: person.tid,
        name: person.name,
        guest: person.tid !== app.tenantId,
      },
    ]
  }
  return {
    ...app,
    botId: `28:${app.appId}`,
    teams: sample.teams.map(({ id, name, channel, members }) => ({
      id,
      name,
      channels: [channel],
      members: members.flatMap(memberOf),
    })),
    people: partnership.people.map((person): Person => {
      const group = groups.find(({ roles }) => person.holds.some(({ role }) => roles.includes(role)))
      return {
        id: person.id,
        oid: person.oid,
        tid: person.tid,
        name: person.name,
        role: sayRole(person, partnership),
        group: group?.heading ?? 'Others',
        about: person.about,
        teamIds: sample.teams.filter(({ members }) => members.includes(person.id)).map(({ id }) => id),
      }
    }),
  }
}
