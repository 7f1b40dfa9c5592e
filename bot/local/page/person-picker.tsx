import {
  Avatar,
  Menu,
  MenuButton,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import type { PagePerson } from '../page-wire.ts'

/** Who one is, and everyone one can be, under their headings. */
export const PersonPicker = (props: {
  people: readonly PagePerson[]
  person: PagePerson
  onChoose: (id: string) => void
}) => {
  const { people, person, onChoose } = props
  const groups = [...new Set(people.map(({ group }) => group))]
  return (
    <Menu
      checkedValues={{ person: [person.id] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = checkedItems[0]
        if (chosen !== undefined) onChoose(chosen)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          className="person"
          appearance="subtle"
          icon={<Avatar name={person.name} size={36} color="colorful" aria-hidden />}
        >
          <span className="person-lines">
            <span className="person-name">{person.name}</span>
            <span className="person-role">{person.role}</span>
            <span className="only-heard">Choose who you are</span>
          </span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className="people">
        <MenuList>
          {groups.map((group) => (
            <MenuGroup key={group}>
              <MenuGroupHeader>{group}</MenuGroupHeader>
              {people
                .filter((known) => known.group === group)
                .map(({ id, name, role }) => (
                  <MenuItemRadio key={id} name="person" value={id} subText={role} data-person={id}>
                    {name}
                  </MenuItemRadio>
                ))}
            </MenuGroup>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
