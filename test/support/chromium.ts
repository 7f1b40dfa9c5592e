import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const machines = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A browser for a test: `CHROMIUM_PATH`, else the machine's own, else the one of `@sparticuz/chromium`.
 * Where none can be started the test fails; it is never left out.
 */
export const launchChromium = async (): Promise<Browser> => {
  const named = process.env['CHROMIUM_PATH']
  if (named && !existsSync(named)) throw new Error('CHROMIUM_PATH names no file: point it at a Chromium, or unset it.')
  const found = named ?? machines.find((file) => existsSync(file))
  if (found) return chromium.launch({ executablePath: found, args: flags })
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...flags] })
}
