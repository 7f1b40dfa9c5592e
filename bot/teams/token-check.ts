import { createRemoteJWKSet, errors, type JWSHeaderParameters, jwtVerify } from 'jose'
import { isLoose, listAt, textAt } from './loose-json.ts'

/** Whose tokens are taken, for whom, and where the keys are published. */
export interface TokenRules {
  readonly openIdMetadata: string
  readonly issuer: string
  readonly audience: string
}

/** What a token says, or why it is not taken; the reason names neither the token nor a key. */
export type TokenVerdict = { readonly serviceUrl: string } | { readonly refused: string }

const algorithms = ['RS256', 'RS384', 'RS512']
const channel = 'msteams'
const patienceMs = 5_000

type Keys = ReturnType<typeof createRemoteJWKSet>

/**
 * Checks the `Authorization` header that comes with an activity (DESIGN §8): everything botbuilder checks, and besides
 * that there is an `exp` and that the key is endorsed for Teams. It comes before botbuilder's own verification because
 * that one prints keys to the console when a signature is bad. Never throws.
 */
export const createTokenCheck = (rules: TokenRules): ((header: string | undefined) => Promise<TokenVerdict>) => {
  let keys: Promise<Keys> | undefined

  const findKeys = async (): Promise<Keys> => {
    const answer = await fetch(rules.openIdMetadata, { signal: AbortSignal.timeout(patienceMs) })
    const address = answer.ok ? textAt(await answer.json(), 'jwks_uri') : undefined
    if (address === undefined) throw new Error('The metadata of the token service could not be read.')
    return createRemoteJWKSet(new URL(address), { timeoutDuration: patienceMs })
  }
  const knownKeys = (): Promise<Keys> => {
    keys ??= findKeys().catch((fault: unknown) => {
      keys = undefined
      throw fault
    })
    return keys
  }

  return async (header) => {
    if (!header) return { refused: 'no token' }
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1]
    if (token === undefined) return { refused: 'malformed authorization' }
    try {
      const endorsedKey = async (protectedHeader: JWSHeaderParameters, flattened: Parameters<Keys>[1]) => {
        const { kid } = protectedHeader
        if (!kid) throw new errors.JWKSNoMatchingKey()
        const found = await knownKeys()
        const key = await found(protectedHeader, flattened)
        const published = found.jwks()?.keys.find((known) => known.kid === kid)
        if (!listAt(published, 'endorsements').includes(channel)) throw new NotEndorsed()
        return key
      }
      const { payload } = await jwtVerify(token, endorsedKey, {
        algorithms,
        issuer: rules.issuer,
        audience: rules.audience,
        requiredClaims: ['exp'],
        clockTolerance: '5 minutes',
      })
      const serviceUrl = textAt(payload, 'serviceurl')
      return serviceUrl === undefined ? { refused: 'no service address in the token' } : { serviceUrl }
    } catch (fault) {
      return { refused: reasonOf(fault) }
    }
  }
}

class NotEndorsed extends Error {}

const reasonOf = (fault: unknown): string => {
  if (fault instanceof NotEndorsed) return 'the key is not endorsed for Teams'
  if (fault instanceof errors.JWTExpired) return 'the token has expired'
  if (fault instanceof errors.JWTClaimValidationFailed) return `the claim ${fault.claim} is ${fault.reason}`
  if (fault instanceof errors.JOSEError) return fault.code
  return isLoose(fault) && fault['name'] === 'TimeoutError'
    ? 'the keys did not come in time'
    : 'the keys could not be read'
}
