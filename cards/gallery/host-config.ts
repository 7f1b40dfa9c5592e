/**
 * Teams' host configuration for the gallery: sizes and spacing as Microsoft publishes them (AdaptiveCards,
 * samples/HostConfig), colours of today's Teams, in which every text can be read on its ground.
 */
const palettes = {
  light: {
    text: '#242424',
    subtle: '#5c5c5c',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#8a3707',
    attention: '#b10e1c',
    border: '#d1d1d1',
    ground: '#ffffff',
    problem: '#fdf3f4',
    around: '#f5f5f5',
  },
  dark: {
    text: '#ffffff',
    subtle: '#c7c7c7',
    accent: '#aab1fa',
    good: '#54b054',
    warning: '#faa06b',
    attention: '#ee9aa2',
    border: '#666666',
    ground: '#292929',
    problem: '#3b0509',
    around: '#1f1f1f',
  },
  contrast: {
    text: '#ffffff',
    subtle: '#ffffff',
    accent: '#ffff00',
    good: '#3ff23f',
    warning: '#ffff00',
    attention: '#ff9d9d',
    border: '#ffffff',
    ground: '#000000',
    problem: '#000000',
    around: '#000000',
  },
} as const

export type GalleryTheme = keyof typeof palettes
type Palette = (typeof palettes)[GalleryTheme]

/** The themes of the gallery page, with the colours its own parts take. */
export const galleryThemes: { readonly [Name in GalleryTheme]: Palette } = palettes

const fontType = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
})

const containerStyle = (palette: Palette, backgroundColor: string) => {
  const ink = (color: string, subtle = color) => ({ default: color, subtle })
  return {
    backgroundColor,
    borderColor: palette.border,
    foregroundColors: {
      default: ink(palette.text, palette.subtle),
      accent: ink(palette.accent),
      good: ink(palette.good),
      warning: ink(palette.warning),
      attention: ink(palette.attention),
    },
  }
}

/** The configuration of one theme, as `new AdaptiveCards.HostConfig(…)` takes it. */
export const hostConfig = (theme: GalleryTheme) => {
  const palette: Palette = palettes[theme]
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.border },
    fontTypes: {
      default: fontType("'Segoe UI', system-ui, sans-serif"),
      monospace: fontType("'Courier New', monospace"),
    },
    textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: containerStyle(palette, palette.ground),
      attention: containerStyle(palette, palette.problem),
    },
    inputs: {
      label: {
        inputSpacing: 'Small',
        requiredInputs: { weight: 'Bolder', suffix: ' (required)', suffixColor: 'default' },
        optionalInputs: { weight: 'Bolder' },
      },
      errorMessage: { color: 'attention', size: 'Small', spacing: 'Small', weight: 'Default' },
    },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    factSet: {
      title: { weight: 'Bolder', wrap: true, maxWidth: 120 },
      value: { wrap: true },
      spacing: 16,
    },
  }
}
