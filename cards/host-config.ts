/** Teams' three themes by the names Teams' SDK gives them. */
export const themeNames = ['default', 'dark', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]

/**
 * Teams' host configuration for Adaptive Cards: sizes, spacing and actions as Microsoft publishes them
 * (AdaptiveCards, samples/HostConfig/microsoft-teams-*.json). Colours are those of today's Teams client, since the
 * published yellow and green on white cannot be read (1.5 to 1); high contrast follows Teams' theme.
 */

interface Palette {
  readonly text: string
  readonly subtle: string
  readonly accent: string
  readonly good: string
  readonly warning: string
  readonly attention: string
  readonly border: string
  /** Background of each container style. */
  readonly on: { default: string; emphasis: string; accent: string; good: string; warning: string; attention: string }
}

/** The colours of each theme, for whatever stands around a card. */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
  default: {
    text: '#242424',
    subtle: '#5c5c5c',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a3707',
    attention: '#b10e1c',
    border: '#d1d1d1',
    on: {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#e8ebfa',
      good: '#f1faf1',
      warning: '#fdf6f3',
      attention: '#fdf3f4',
    },
  },
  dark: {
    text: '#ffffff',
    subtle: '#c7c7c7',
    accent: '#aab1fa',
    good: '#54b054',
    warning: '#faa06b',
    attention: '#ee9aa2',
    border: '#666666',
    on: {
      default: '#292929',
      emphasis: '#1f1f1f',
      accent: '#2f2f4a',
      good: '#052505',
      warning: '#4a1e04',
      attention: '#3b0509',
    },
  },
  contrast: {
    text: '#ffffff',
    subtle: '#ffffff',
    accent: '#ffff00',
    good: '#3ff23f',
    warning: '#ffff00',
    attention: '#ff9d9d',
    border: '#ffffff',
    on: {
      default: '#000000',
      emphasis: '#000000',
      accent: '#000000',
      good: '#000000',
      warning: '#000000',
      attention: '#000000',
    },
  },
}

const containerStyle = (palette: Palette, style: keyof Palette['on']) => {
  const ink = (color: string, subtle = color) => ({ default: color, subtle })
  return {
    backgroundColor: palette.on[style],
    borderColor: palette.border,
    foregroundColors: {
      default: ink(palette.text, palette.subtle),
      dark: ink(palette.text, palette.subtle),
      light: ink(palette.subtle),
      accent: ink(palette.accent),
      good: ink(palette.good),
      warning: ink(palette.warning),
      attention: ink(palette.attention),
    },
  }
}

const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 }
const fontWeights = { lighter: 200, default: 400, bolder: 600 }
const factText = { size: 'Default', color: 'Default', isSubtle: false, wrap: true }

/** The host configuration for one theme, as `new HostConfig(…)` takes it. */
export const hostConfigOf = (theme: ThemeName) => {
  const palette = palettes[theme]
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.border },
    imageSizes: { small: 32, medium: 52, large: 100 },
    imageSet: { imageSize: 'Medium', maxImageHeight: 100 },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif", fontSizes, fontWeights },
      monospace: { fontFamily: "'Courier New', Courier, monospace", fontSizes, fontWeights },
    },
    textStyles: {
      heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
    },
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: containerStyle(palette, 'default'),
      emphasis: containerStyle(palette, 'emphasis'),
      accent: containerStyle(palette, 'accent'),
      good: containerStyle(palette, 'good'),
      warning: containerStyle(palette, 'warning'),
      attention: containerStyle(palette, 'attention'),
    },
    inputs: {
      label: { inputSpacing: 'Small', requiredInputs: { weight: 'Bolder' }, optionalInputs: { weight: 'Bolder' } },
      errorMessage: { color: 'Attention', size: 'Small', spacing: 'Small', weight: 'Default' },
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' },
      preExpandSingleShowCardAction: false,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { ...factText, weight: 'Bolder', maxWidth: 180 },
      value: { ...factText, weight: 'Default' },
      spacing: 16,
    },
  }
}
