import { ToggleButton } from '@fluentui/react-components'
import { DarkTheme20Regular, WeatherMoon20Regular, WeatherSunny20Regular } from '@fluentui/react-icons'
import type { ThemeName } from '../../../cards/host-config.ts'

const choices = [
  { theme: 'default', label: 'Light', icon: <WeatherSunny20Regular /> },
  { theme: 'dark', label: 'Dark', icon: <WeatherMoon20Regular /> },
  { theme: 'contrast', label: 'High contrast', icon: <DarkTheme20Regular /> },
] as const

/** Teams' three themes. */
export const ThemeSwitch = ({ theme, onChoose }: { theme: ThemeName; onChoose: (theme: ThemeName) => void }) => (
  // biome-ignore lint/a11y/useSemanticElements: three buttons, not the fields of a form
  <div className="themes" role="group" aria-label="Theme">
    {choices.map((choice) => (
      <ToggleButton
        key={choice.theme}
        appearance="subtle"
        size="small"
        icon={choice.icon}
        aria-label={choice.label}
        title={choice.label}
        checked={choice.theme === theme}
        onClick={() => onChoose(choice.theme)}
      />
    ))}
  </div>
)
