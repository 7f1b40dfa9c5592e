import { useSyncExternalStore } from 'react'

/** A page of the tab, as its address says it. */
export type Place =
  | { readonly page: 'schedule'; readonly entry?: string }
  | { readonly page: 'returns'; readonly round?: string; readonly agency?: string }
  | { readonly page: 'request'; readonly key: string }
  | {
      readonly page: 'form'
      readonly key?: string
      readonly round?: string
      readonly agency?: string
      readonly step?: string
    }
  | { readonly page: 'ask'; readonly step?: string; readonly programme?: string }
  | { readonly page: 'share'; readonly agency?: string }
  | { readonly page: 'queue' }

const base = '/tab'

/** Reads an address below `/tab/`; what it does not know is the schedule. */
const readAddress = (path: string, search: string): Place => {
  const query = new URLSearchParams(search)
  const text = <Name extends string>(name: Name): { [Key in Name]?: string } => {
    const value = query.get(name)
    return value ? ({ [name]: value } as { [Key in Name]?: string }) : {}
  }
  const key = query.get('key')
  switch (path.replace(/^\/tab\/?/, '').replace(/\/$/, '')) {
    case 'returns':
      return { page: 'returns', ...text('round'), ...text('agency') }
    case 'request':
      return key ? { page: 'request', key } : { page: 'returns' }
    case 'form':
      return { page: 'form', ...text('key'), ...text('round'), ...text('agency'), ...text('step') }
    case 'ask':
      return { page: 'ask', ...text('step'), ...text('programme') }
    case 'share':
      return { page: 'share', ...text('agency') }
    case 'queue':
      return { page: 'queue' }
    default:
      return { page: 'schedule', ...text('entry') }
  }
}

/** Reads the page a deep link names: `schedule`, `returns/<round>`, `request/<key>`, `form/<key>`, `ask`, `share/<agency>`, `queue`. */
export const readSubPage = (subPageId: string): Place => {
  const [page = '', ...rest] = subPageId.split('/')
  const of = decodeURIComponent(rest.join('/'))
  if (page === 'returns') return of ? { page, round: of } : { page }
  if (page === 'request' && of) return { page, key: of }
  if (page === 'form') return of ? { page, key: of } : { page }
  if (page === 'share') return of ? { page, agency: of } : { page }
  if (page === 'ask' || page === 'queue') return { page }
  return { page: 'schedule' }
}

/** The address of a page. */
export const addressOf = (place: Place): string => {
  const { page, ...rest } = place
  const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value !== undefined)).toString()
  return `${base}/${page}${query ? `?${query}` : ''}`
}

const changed = new EventTarget()
const said = () => `${window.location.pathname}${window.location.search}`

/** Goes to a page; `replace` where going back should not lead here. */
export const go = (place: Place, { replace = false }: { replace?: boolean } = {}): void => {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', addressOf(place))
  changed.dispatchEvent(new Event('go'))
}

/** The page the address names, followed through links, back and forward. */
export const useAddress = (): Place => {
  const address = useSyncExternalStore((tell) => {
    changed.addEventListener('go', tell)
    window.addEventListener('popstate', tell)
    return () => {
      changed.removeEventListener('go', tell)
      window.removeEventListener('popstate', tell)
    }
  }, said)
  const [path = '', search = ''] = address.split('?')
  return readAddress(path, search)
}
