import type { Member, Person, Team, World } from '../../../bot/local/world.ts'

export const tenantId = '11111111-1111-4111-8111-111111111111'
export const appId = '22222222-2222-4222-8222-222222222222'

const oidOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

const person = (index: number, id: string, name: string, role: string, group: string, teamIds: string[]): Person => ({
  id,
  oid: oidOf(index),
  tid: tenantId,
  name,
  role: `${role} (sample)`,
  group,
  teamIds,
})

export const policeChannel = '19:police-general@thread.tacv2'
export const healthChannel = '19:health-general@thread.tacv2'
export const officeChannel = '19:office-general@thread.tacv2'
export const crowdChannel = '19:crowd-general@thread.tacv2'

const everyAgency = [policeChannel, healthChannel, officeChannel]

/** Invented people of an invented partnership. */
export const people: readonly Person[] = [
  person(1, 'lead', 'Rowan Ashby', 'Lead, Strategic Support Unit', 'Strategic Support Unit', everyAgency),
  person(2, 'police', 'Sam Priory', 'Representative, Police', 'Agencies’ representatives', [policeChannel]),
  person(3, 'health', 'Noor Whitlock', 'Representative, Health', 'Agencies’ representatives', [healthChannel]),
  person(4, 'officer', 'Jo Tarrant', 'Police officer', 'Practitioners', [policeChannel]),
  person(5, 'chair', 'Mari Pellow', 'Chair, QA Group', 'Chairs', [officeChannel]),
  { ...person(6, 'visitor', 'Ash Corder', 'Guest of Health', 'Practitioners', [healthChannel]), tid: oidOf(99) },
]

const memberOf = ({ oid, tid, name }: Person): Member => ({
  id: `29:${oid}`,
  aadObjectId: oid,
  tenantId: tid,
  name,
  ...(tid === tenantId ? {} : { guest: true }),
})

const team = (id: string, name: string, channels: readonly string[] = []): Team => ({
  id,
  name,
  channels: [
    { id, name: 'General' },
    ...channels.map((channel) => ({ id: `19:${channel.toLowerCase()}@thread.tacv2`, name: channel })),
  ],
  members: people.filter(({ teamIds }) => teamIds.includes(id)).map(memberOf),
})

const crowd: Team = {
  id: crowdChannel,
  name: 'Everyone',
  channels: [{ id: crowdChannel, name: 'General' }],
  members: Array.from({ length: 120 }, (_, index) => ({
    id: `29:crowd-${index}`,
    aadObjectId: oidOf(1000 + index),
    tenantId,
    name: `Sample ${index + 1}`,
  })),
}

export const world: World = {
  tenantId,
  appId,
  botId: `28:${appId}`,
  teams: [
    team(officeChannel, 'Strategic Support Unit', ['Programme']),
    team(policeChannel, 'Police'),
    team(healthChannel, 'Health'),
    crowd,
  ],
  people,
}
