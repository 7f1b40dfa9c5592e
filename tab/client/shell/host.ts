/** A theme of Teams. */
export type ThemeName = 'default' | 'dark' | 'contrast'

/** Where the tab is shown: inside Teams, or a browser of its own. */
export interface Host {
  readonly kind: 'teams' | 'browser'
  readonly inDialog: boolean
  readonly theme: ThemeName
  /** The page a deep link asks for. */
  readonly subPageId?: string
  /** A bearer token for `/api/`; `fresh` where the last one was refused. */
  token(fresh?: boolean): Promise<string>
  onTheme(changed: (theme: ThemeName) => void): void
  /** Hands the result of a dialog to whoever opened it and closes it. */
  submitDialog(result: object): void
}

/** Milliseconds after which a frame that nobody answers is taken for a plain browser. */
const patience = 4_000

const themeOf = (name: string | undefined | null): ThemeName =>
  name === 'dark' || name === 'contrast' ? name : 'default'

const inTeams = async (): Promise<Host> => {
  const { app, authentication, dialog } = await import('@microsoft/teams-js')
  await Promise.race([
    app.initialize([window.location.origin]),
    new Promise((_done, fail) => setTimeout(() => fail(new Error('Nobody answers outside this frame.')), patience)),
  ])
  const context = await app.getContext()
  app.notifyAppLoaded()
  app.notifySuccess()
  const { subPageId } = context.page
  const frame = String(context.page.frameContext)
  return {
    kind: 'teams',
    inDialog: frame === 'task',
    theme: themeOf(context.app.theme),
    ...(subPageId ? { subPageId } : {}),
    // Teams keeps and renews the token itself, so it is asked each time.
    token: () => authentication.getAuthToken(),
    onTheme: (changed) => app.registerOnThemeChangeHandler((name) => changed(themeOf(name))),
    submitDialog: (result) => dialog.url.submit(result),
  }
}

const kept = (name: 'person' | 'theme'): string | undefined => {
  const asked = new URLSearchParams(window.location.search).get(name)
  if (asked) sessionStorage.setItem(`sightline.${name}`, asked)
  return sessionStorage.getItem(`sightline.${name}`) ?? undefined
}

const inBrowser = (): Host => {
  const person = kept('person')
  const asked = kept('theme')
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
  const moreContrast = window.matchMedia('(forced-colors: active)')
  const preferred = (): ThemeName => (moreContrast.matches ? 'contrast' : prefersDark.matches ? 'dark' : 'default')
  let token: Promise<string> | undefined
  const signIn = async () => {
    const answer = await fetch('/local/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(person ? { person } : {}),
    })
    if (!answer.ok)
      throw new Error('Open Sightline inside Microsoft Teams; signing in by itself works only on this machine.')
    return ((await answer.json()) as { token: string }).token
  }
  return {
    kind: 'browser',
    inDialog: false,
    theme: asked ? themeOf(asked) : preferred(),
    token(fresh) {
      if (fresh || !token) {
        token = signIn()
        token.catch(() => {
          token = undefined
        })
      }
      return token
    },
    onTheme(changed) {
      if (asked) return
      for (const media of [prefersDark, moreContrast]) media.addEventListener('change', () => changed(preferred()))
    },
    submitDialog: () => undefined,
  }
}

/** Finds out where we are: Teams answers a frame's `initialize`; anything else is a browser (DESIGN §6, §10). */
export const findHost = async (): Promise<Host> => {
  if (window.parent === window.self) return inBrowser()
  return inTeams().catch(() => inBrowser())
}
