import { Button, Checkbox, Select } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { type Deciding, kindOf } from './ask-draft.ts'
import { AskGroup } from './ask-group.tsx'
import { CaseRows } from './case-rows.tsx'
import { ChooseMany } from './choose-many.tsx'
import { sectorWords } from './sectors.ts'

interface Somebody {
  readonly id: string
  readonly name: string
  readonly agency: string
  readonly roles: readonly string[]
}

/** Everybody once with all their roles, in the order of the agencies: somebody may hold more than one. */
const everybody = ({ people, agencies }: Deciding['view']): readonly Somebody[] => {
  const place = (id: string) => agencies.findIndex((one) => one.id === id)
  return [...Map.groupBy(people, ({ id }) => id).values()]
    .flatMap(([first, ...more]): Somebody[] =>
      first
        ? [{ id: first.id, name: first.name, agency: first.agency, roles: [first, ...more].map(({ role }) => role) }]
        : [],
    )
    .toSorted((one, other) => place(one.agency) - place(other.agency))
}

/** People named for a round may read its raw returns (WORK X2). */
const Auditors = ({ view, draft, decide }: Deciding) => {
  const people = everybody(view)
  const named = people.filter(({ id }) => draft.auditors.includes(id))
  const agencyOf = (id: string) => view.agencies.find((one) => one.id === id)?.short ?? id
  return (
    <AskGroup
      field="auditors"
      legend="Named auditors (optional)"
      hint="They may read what every agency returns in this round, but their own agency’s."
      problem={undefined}
    >
      <ul className="chosen">
        {named.map(({ id, name, agency, roles }) => (
          <li key={id}>
            <span>
              {name}, {roles.join(' and ')}, {agencyOf(agency)}
            </span>
            <Button
              appearance="subtle"
              size="small"
              icon={<DismissRegular />}
              aria-label={`Remove ${name}`}
              onClick={() => decide({ auditors: draft.auditors.filter((one) => one !== id) })}
            />
          </li>
        ))}
      </ul>
      <Select
        aria-label="Add an auditor"
        className="ask-select"
        value=""
        onChange={(_event, { value }) => value && decide({ auditors: [...draft.auditors, value] })}
      >
        <option value="">Add somebody …</option>
        {people
          .filter(({ id }) => !draft.auditors.includes(id))
          .map(({ id, name, agency, roles }) => (
            <option key={id} value={id}>
              {name}, {roles.join(' and ')}, {agencyOf(agency)}
            </option>
          ))}
      </Select>
    </AskGroup>
  )
}

/** Whom: the agencies each case or learning need concerns, agencies alone, or people. */
export const StepWhom = (deciding: Deciding) => {
  const { view, draft, decide, problemOf } = deciding
  const kind = kindOf(draft, view)
  if (!kind) return <p>Choose first what kind of request it is.</p>
  const agencyName = (id: string) => view.agencies.find((one) => one.id === id)?.name ?? id
  return (
    <>
      {(kind.asks === 'agency-and-case' || kind.asks === 'agency-and-need') && (
        <CaseRows {...deciding} needs={kind.asks === 'agency-and-need'} />
      )}
      {kind.asks === 'agency' && (
        <AskGroup field="agencies" legend="Which agencies?" problem={problemOf('agencies')}>
          <ChooseMany
            what="agencies"
            options={view.agencies.map(({ id, name, sector, channel }) => ({
              id,
              name: channel ? name : `${name} – told by mail`,
              group: sectorWords[sector],
            }))}
            chosen={draft.agencies}
            onChoose={(agencies) => decide({ agencies })}
          />
        </AskGroup>
      )}
      {kind.asks === 'person' && (
        <>
          <AskGroup field="people" legend="Which people?" problem={problemOf('people')}>
            <ChooseMany
              what="people"
              options={everybody(view).map(({ id, name, roles, agency }) => ({
                id,
                name: `${name}, ${roles.join(' and ')}`,
                group: agencyName(agency),
                picks: roles,
              }))}
              chosen={draft.people}
              onChoose={(people) => decide({ people })}
            />
          </AskGroup>
          {kind.anonymous === 'may' && (
            <AskGroup field="anonymous" legend="Names" problem={problemOf('anonymous')}>
              <Checkbox
                checked={draft.anonymous}
                label="Ask without keeping names"
                onChange={(_event, { checked }) => decide({ anonymous: checked === true })}
              />
              <p className="field-help">
                Nobody, the SSU included, can then see who answered what; only how many of an agency have.
              </p>
            </AskGroup>
          )}
        </>
      )}
      {kind.asks !== 'person' && <Auditors {...deciding} />}
    </>
  )
}
