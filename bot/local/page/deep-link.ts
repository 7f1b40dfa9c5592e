/** Where a link leads: our own tab (and the page in it), or another address. */
export type LinkTarget = { readonly tab: { readonly subPageId?: string } } | { readonly url: string } | undefined

/**
 * What an address means here. Teams' deep link to a tab of our application opens it inside; other http and https
 * addresses open outside; anything else opens nothing.
 */
export const readLink = (address: string, appId: string): LinkTarget => {
  let url: URL
  try {
    url = new URL(address, window.location.origin)
  } catch {
    return undefined
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  const [, l, entity, app] = url.pathname.split('/')
  if (url.hostname !== 'teams.microsoft.com' || l !== 'l' || entity !== 'entity' || app !== appId) {
    return { url: url.href }
  }
  try {
    const context: unknown = JSON.parse(url.searchParams.get('context') ?? '{}')
    const { subEntityId, subPageId } = context as { subEntityId?: unknown; subPageId?: unknown }
    const page = subEntityId ?? subPageId
    return { tab: typeof page === 'string' && page !== '' ? { subPageId: page } : {} }
  } catch {
    return { tab: {} }
  }
}

/** Opens an address in a browser tab of its own, which gets no hold of this page. */
export const openOutside = (url: string): void => {
  window.open(url, '_blank', 'noopener,noreferrer')
}
