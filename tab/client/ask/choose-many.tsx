import { Button, Checkbox } from '@fluentui/react-components'

interface Option {
  readonly id: string
  readonly name: string
  /** What it stands under: a sector, an agency. */
  readonly group: string
  /** What it may be picked by all at once, such as its roles; its group where absent. */
  readonly picks?: readonly string[]
}

/** Several of many, under their groups; all of them, or all of one sort, with one press. */
export const ChooseMany = (props: {
  what: string
  options: readonly Option[]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) => {
  const { what, options, chosen, onChoose } = props
  const groups = [...new Set(options.map(({ group }) => group))]
  const sorts = [...new Set(options.flatMap(({ picks, group }) => picks ?? [group]))]
  const all = options.map(({ id }) => id)
  const ordered = (ids: ReadonlySet<string>) => all.filter((id) => ids.has(id))
  const toggle = (ids: readonly string[]) => {
    const isOn = ids.every((id) => chosen.includes(id))
    onChoose(ordered(new Set(isOn ? chosen.filter((id) => !ids.includes(id)) : [...chosen, ...ids])))
  }
  const pick = (label: string, ids: readonly string[]) => (
    <Button key={label} size="small" aria-pressed={ids.every((id) => chosen.includes(id))} onClick={() => toggle(ids)}>
      {label}
    </Button>
  )
  return (
    <>
      <div className="picks">
        {pick(`All ${options.length}`, all)}
        {sorts.length > 1 &&
          sorts.map((one) =>
            pick(
              one,
              options.filter((option) => (option.picks ?? [option.group]).includes(one)).map(({ id }) => id),
            ),
          )}
      </div>
      <p className="quiet" role="status">
        {chosen.length} of {options.length} {what} chosen
      </p>
      <div className="choose-groups">
        {groups.map((group) => (
          <div key={group}>
            <h3 className="choose-group">{group}</h3>
            {options
              .filter((option) => option.group === group)
              .map(({ id, name }) => (
                <Checkbox key={id} checked={chosen.includes(id)} label={name} onChange={() => toggle([id])} />
              ))}
          </div>
        ))}
      </div>
    </>
  )
}
