import assert from 'node:assert/strict'
import { describe, it } from 'mocha'
import { kindOf } from '../../assurance/kinds/index.ts'
import { definitionOf } from '../../assurance/tool.ts'
import { isWorkingDay } from '../../assurance/working-days.ts'
import { shippedPartnership } from '../support/partnerships.ts'

/** The membership list of the Multi-agency Safeguarding Arrangements of May 2019, line by line, and where it is in the file. */
const membership: { readonly [line: string]: readonly string[] } = {
  'The Armed Forces': ['armed-forces'],
  'Avon & Wiltshire Mental Health Partnership NHS Trust': ['awp'],
  'British Transport Police': ['british-transport-police'],
  'Care Quality Commission (CQC)': ['cqc'],
  'Charitable and Voluntary Organisations; including faith groups': ['voluntary-organisations'],
  Childminders: ['childminders'],
  'Children and Family Court Advisory and Support Service': ['cafcass'],
  'Clinical Commissioning Group': ['ccg'],
  Dentists: ['dentists'],
  'Dorset & Wiltshire Fire & Rescue Authority': ['fire'],
  'Education Providers including Early Years and childcare settings': ['education-providers'],
  'General Practitioners and other relevant Primary Care Professionals': ['primary-care'],
  'Great Western Hospital NHS Foundation Trust': ['gwh'],
  'Healthwatch Swindon': ['healthwatch'],
  'Housing Providers': ['housing-providers'],
  'Independent Fostering Agencies': ['fostering-agencies'],
  'National Health Service England': ['nhs-england'],
  NSPCC: ['nspcc'],
  Opticians: ['opticians'],
  'Oxford Health NHS Foundation Trust': ['oxford-health'],
  'Probation – The National Probation Service and the Community Rehabilitation Company': [
    'national-probation-service',
    'community-rehabilitation-company',
  ],
  Pharmacists: ['pharmacists'],
  'Residential Care Homes & Care Providers (children & adults)': ['care-providers'],
  'Swindon Borough Council Services': ['swindon-council'],
  'The Secure Estate (Prisons, Secure Training Centres etc.)': ['secure-estate'],
  'South West Ambulance Service Foundation Trust': ['ambulance'],
  'Swindon Advocacy Movement': ['advocacy'],
  'UK Visa, Immigration, Enforcement and Border Force': ['border-force'],
  'Wiltshire & Swindon Coroner’s Office': ['coroner'],
  'Youth Offending Service': ['youth-offending'],
  'Where appropriate, other services commissioned by any of the above': ['commissioned-services'],
}

describe('Swindon’s own file', () => {
  const { partnership } = shippedPartnership('swindon-2026-27')

  it('asks the thirteen agencies of the Learning and Development Group, and Probation, and nobody else', () => {
    const asked = partnership.agencies.filter((agency) => agency.asked)
    assert.equal(asked.filter(({ source }) => /LIF App\. A/.test(source)).length, 13)
    assert.deepEqual(
      asked.filter(({ source }) => !/LIF App\. A/.test(source)).map(({ id, source }) => [id, source.slice(0, 6)]),
      [['probation', 'LIF §2']],
    )
    for (const { source, asked: isAsked } of partnership.agencies) if (!isAsked) assert.match(source, /MSA membership/)
  })

  it('has every line of the membership list of 2019, as agencies or as types', () => {
    const agencies = partnership.agencies.map(({ id }) => id)
    const types = partnership.agencyTypes.map(({ id }) => id)
    for (const [line, ids] of Object.entries(membership))
      for (const id of ids) assert.ok(agencies.includes(id) || types.includes(id), `${line} (${id}) is not there`)
    const listed = Object.values(membership).flat()
    const cited = [...partnership.agencies, ...partnership.agencyTypes].filter(({ source }) => source.startsWith('MSA'))
    for (const { id } of cited) assert.ok(listed.includes(id), `${id} is on no line of the list`)
    for (const id of agencies) assert.ok(!types.includes(id), `${id} is both`)
  })

  it('has its four priorities, each with a group that leads it', () => {
    assert.deepEqual(
      partnership.priorities.map(({ id, name }) => [
        name,
        partnership.groups.find(({ priority }) => priority === id)?.name,
      ]),
      [
        ['Neglect', 'Neglect Group'],
        ['Adult Self-Neglect', 'Self-neglect Group'],
        ['All Age Exploitation', 'All Age Strategic Exploitation Group'],
        ['Child Sexual Abuse', 'Child Sexual Abuse Group'],
      ],
    )
  })

  it('has the audits of the framework with their leads, groups and days, word for word', () => {
    assert.deepEqual(
      partnership.programme
        .filter(({ sort }) => sort === 'audit')
        .map(({ title, ssuLead, quarters, group, scopeBy, standing }) => [
          title,
          ssuLead,
          ...quarters,
          group,
          scopeBy,
          standing,
        ]),
      [
        [
          'Multi-agency response to children who have been criminally exploited and have low school attendance/missing education',
          'Jackie Chipping',
          3,
          'exploitation',
          '2026-09-17',
          'planned',
        ],
        [
          'Multi-agency response to adults with care and support needs who have been criminally exploited',
          'Faith Margle',
          3,
          'exploitation',
          '2026-09-17',
          'planned',
        ],
        [
          'Multi-agency response to adults who self-neglect',
          'Faith Margle',
          4,
          'self-neglect',
          '2026-12-14',
          'theme-to-be-confirmed',
        ],
        [
          'Multi-agency response to Children who have been Sexually Abused',
          'Hannah Woloszczynska',
          4,
          'child-sexual-abuse',
          '2026-08-25',
          'planned',
        ],
        ['Neglect-related audits', undefined, 4, 'neglect', undefined, 'deferred'],
      ],
    )
  })

  it('signs in nobody whom the framework names, and marks every person as sample', () => {
    const leads = partnership.programme.flatMap(({ ssuLead }) => (ssuLead ? [ssuLead] : []))
    for (const { name, about, sample: isSample } of partnership.people) {
      assert.ok(!leads.includes(name))
      assert.ok(isSample)
      assert.match(about, /\(sample\)$/)
    }
  })

  it('gives every agency asked but one a channel of its own, and every one a representative, a lead and a practitioner', () => {
    for (const { id, asked, channel } of partnership.agencies) {
      if (!asked) continue
      assert.equal(channel === undefined, id === 'probation', id)
      const held = partnership.people.flatMap(({ holds }) =>
        holds.filter(({ agency }) => agency === id).map(({ role }) => role),
      )
      for (const role of ['representative', 'lead', 'practitioner'] as const)
        assert.ok(held.includes(role), `${id} has no ${role}`)
    }
  })

  it('has tools of 22 to 28 questions that the kind “audit return” can ask', () => {
    for (const tool of partnership.tools.filter(({ kind }) => kind === 'audit-return')) {
      const made = definitionOf(tool, kindOf(tool.kind) ?? assert.fail(tool.kind))
      assert.ok('definition' in made)
      assert.ok(
        made.definition.fields.length >= 22 && made.definition.fields.length <= 28,
        `${tool.id}: ${made.definition.fields.length}`,
      )
      assert.equal(made.definition.sections.filter(({ kind }) => kind === 'line-of-enquiry').length, 4)
    }
  })

  it('has a questionnaire that practitioners can answer in a few minutes', () => {
    const [tool, ...more] = partnership.tools.filter(({ kind }) => kind === 'practitioner-questionnaire')
    assert.ok(tool && more.length === 0)
    assert.ok(tool.questions.length <= 10)
  })

  it('says on every form that it is no referral, and gives no telephone number that nobody published', () => {
    assert.match(partnership.labels.atRisk, /^This is not a referral: if someone is at risk now, /)
    assert.deepEqual(partnership.labels.atRisk.match(/\d{3,}/g), ['999'])
  })

  it('knows the bank holidays of ten years and none beyond', () => {
    const england = partnership.calendars.find(({ id }) => id === 'england') ?? assert.fail()
    assert.equal(england.holidays.size, 83)
    for (const day of ['2020-05-08', '2022-09-19', '2023-05-08', '2026-12-28'])
      assert.ok(!isWorkingDay(england, day), day)
    assert.throws(() => isWorkingDay(england, '2029-01-02'), /knows bank holidays from 2019-01-01 to 2028-12-31/)
  })
})
