import { middleware } from './middleware.ts'

/** What this client has sent. Resource units are reckoned from SharePoint's published prices (PLATFORM §A). */
export interface Traffic {
  /** HTTP requests; one `$batch` counts as one. */
  requests: number
  batches: number
  batchParts: number
  /** Requests sent again after a wait. */
  retries: number
  resourceUnits: number
}

/** 1 for a single item, a download and for delta with a token, 2 for a list query and every write; mail is not SharePoint's. */
export const resourceUnits = (method: string, url: string): number => {
  if (url.endsWith('/sendMail')) return 0
  if (method !== 'GET') return 2
  if (/\/drive$|\/drives\/[^/]+\/(items|root)/.test(url) && !/\/children(\?|$)/.test(url)) return 1
  if (/\/delta\?.*token=(?!latest)/.test(url) || /\/items\/\d+(\?|\/|$)/.test(url)) return 1
  return 2
}

/** Says who we are, which SharePoint rewards with priority, and counts what is sent. */
export const traffic = (counts: Traffic, userAgent: string) =>
  middleware(async (exchange, next) => {
    exchange.options.headers['User-Agent'] = userAgent
    counts.requests += 1
    if (!exchange.request.endsWith('/$batch'))
      counts.resourceUnits += resourceUnits(exchange.options.method, exchange.request)
    await next()
  })
