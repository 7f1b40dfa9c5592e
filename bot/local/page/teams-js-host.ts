import type { ThemeName } from '../../../cards/host-config.ts'

/** What an embedded page is told about where it is: Teams' context as its SDK reads it from a host. */
export interface FrameContext {
  readonly appId: string
  readonly entityId: string
  readonly subEntityId?: string
  readonly frameContext: 'content' | 'task'
  readonly userObjectId: string
  readonly userDisplayName: string
  readonly tid: string
}

/** A dialog an embedded page asks for (`dialog.url.open`). */
export interface FrameDialogAsked {
  readonly title?: string
  readonly url?: string
  readonly card?: string
  readonly width?: string | number
  readonly height?: string | number
  readonly completionBotId?: string
}

/** What the host does for an embedded page. */
export interface FrameRequests {
  getToken(): Promise<string>
  ready(): void
  failed(reason: string): void
  openLink(url: string): boolean
  /** `dialog.url.submit`, from inside a dialog. */
  submit(result: unknown): void
  /** `dialog.url.open`; `answer` gives its opener the result once the dialog has closed. */
  openDialog(asked: FrameDialogAsked, answer: (error: unknown, result: unknown) => void): void
  resize?(size: { width?: string | number; height?: string | number }): void
  navigate?(subPageId: string | undefined): void
  /** A message between a dialog and the page that opened it. */
  relay?(message: unknown): void
}

/** An embedded page that is being hosted. */
export interface HostedFrame {
  setTheme(theme: ThemeName): void
  /** Hands it a message from its dialog, or from the page that opened it. */
  deliver(func: 'messageForChild' | 'messageForParent', message: unknown): void
  close(): void
}

interface Request {
  readonly id: number
  readonly uuidAsString?: string
  readonly func: string
  readonly args?: readonly unknown[]
}

/** What this host can do, in the shape `app.initialize` reads (`IRuntime`, apiVersion 4). */
const runtime = {
  apiVersion: 4,
  isNAAChannelRecommended: false,
  isDeeplyNestedAuthSupported: false,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: {
    dialog: { card: {}, url: { bot: {}, parentCommunication: {} }, update: {} },
    pages: {},
    teamsCore: {},
  },
}
const sdkVersion = '2.58.0'

const isRequest = (data: unknown): data is Request =>
  typeof data === 'object' && data !== null && 'func' in data && typeof data.func === 'string' && 'id' in data

/**
 * The host's side of Teams' SDK (@microsoft/teams-js 2.58): answers `{id, uuidAsString, func, args}` from the frame
 * with `{id, uuidAsString, args}` and sends events as `{func, args}`. Listens to that frame at `origin` alone.
 */
export const hostFrame = (
  frame: HTMLIFrameElement,
  settings: { origin: string; context: FrameContext; theme: ThemeName; requests: FrameRequests },
): HostedFrame => {
  const { origin, context, requests } = settings
  let theme = settings.theme
  const sessionId = crypto.randomUUID()
  const registered = new Set<string>()

  const send = (message: object) => frame.contentWindow?.postMessage(message, origin)
  const legacyContext = () => ({
    ...context,
    theme,
    locale: 'en-gb',
    hostName: 'Teams',
    hostClientType: 'web',
    sessionId,
    appSessionId: sessionId,
    isFullScreen: false,
    isMultiWindow: false,
    userLicenseType: 'Unknown',
    loginHint: context.userObjectId,
    userPrincipalName: `${context.userObjectId}@sample.invalid`,
    ringId: 'general',
  })

  const answers: Readonly<Record<string, (args: readonly unknown[], answer: (...args: unknown[]) => void) => void>> = {
    initialize: (_args, answer) => answer(context.frameContext, 'web', JSON.stringify(runtime), sdkVersion),
    getContext: (_args, answer) => answer(legacyContext()),
    'authentication.getAuthToken': (_args, answer) => {
      requests.getToken().then(
        (token) => answer(true, token),
        () => answer(false, 'Sign-in failed.'),
      )
    },
    registerHandler: ([name]) => {
      registered.add(String(name))
    },
    'appInitialization.appLoaded': () => requests.ready(),
    'appInitialization.success': () => requests.ready(),
    'appInitialization.failure': ([, message]) => requests.failed(String(message ?? '')),
    'appInitialization.expectedFailure': ([, message]) => requests.failed(String(message ?? '')),
    'tasks.startTask': ([asked], answer) => requests.openDialog((asked ?? {}) as FrameDialogAsked, answer),
    'tasks.completeTask': ([result]) => requests.submit(result),
    'tasks.submitTask': ([result]) => requests.submit(result),
    'tasks.updateTask': ([size]) => requests.resize?.((size ?? {}) as { width?: number; height?: number }),
    executeDeepLink: ([url], answer) => {
      const opened = requests.openLink(String(url))
      answer(opened, opened ? undefined : 'That address cannot be opened from here.')
    },
    'pages.navigateToApp': ([asked], answer) => {
      const { subPageId } = (asked ?? {}) as { subPageId?: string }
      requests.navigate?.(subPageId)
      answer(true)
    },
    messageForParent: ([message]) => requests.relay?.(message),
    messageForChild: ([message]) => requests.relay?.(message),
    // Told for information only; the SDK waits for no answer.
    setFrameContext: () => undefined,
    shareDeepLink: () => undefined,
  }

  const onMessage = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || !isRequest(event.data)) return
    const { id, uuidAsString, func, args } = event.data
    const answer = (...values: unknown[]) =>
      send({ id, ...(uuidAsString === undefined ? {} : { uuidAsString }), args: values, isPartialResponse: false })
    const known = Object.hasOwn(answers, func) ? answers[func] : undefined
    if (known) known(args ?? [], answer)
    else answer(false, `Local Teams does not offer ${func}.`)
  }
  window.addEventListener('message', onMessage)

  return {
    setTheme(next) {
      if (next === theme) return
      theme = next
      if (registered.has('themeChange')) send({ func: 'themeChange', args: [theme] })
      if (registered.has('contextChange')) send({ func: 'contextChange', args: [legacyContext()] })
    },
    deliver: (func, message) => send({ func, args: [message] }),
    close: () => window.removeEventListener('message', onMessage),
  }
}
