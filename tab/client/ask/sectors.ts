import type { Agency } from '../../../assurance/partnership.ts'

/** What each sector is called. */
export const sectorWords: { readonly [Sector in Agency['sector']]: string } = {
  council: 'Council',
  health: 'Health',
  police: 'Police',
  education: 'Education',
  voluntary: 'Voluntary sector',
  justice: 'Justice',
  other: 'Others',
}
