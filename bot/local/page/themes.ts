import { type Theme, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components'
import type { ThemeName } from '../../../cards/host-config.ts'

/** Fluent's tokens for each of Teams' themes. */
export const fluentThemes: Readonly<Record<ThemeName, Theme>> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
}

const key = 'local-teams.theme'

/** The theme chosen in this browser tab; light, or dark where the machine prefers it, before one is chosen. */
export const keptTheme = (): ThemeName => {
  const kept = sessionStorage.getItem(key)
  if (kept === 'default' || kept === 'dark' || kept === 'contrast') return kept
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default'
}

export const keepTheme = (theme: ThemeName): void => sessionStorage.setItem(key, theme)
