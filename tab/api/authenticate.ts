import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { PersonRef } from '../../assurance/who.ts'

/** Where keys are found, and what a token must say to be taken. */
export interface AuthenticateSettings {
  /** Address of the issuer's key list, or a way of getting a key. */
  readonly keys: URL | JWTVerifyGetKey
  /** Our application's id: the only audience taken. */
  readonly audience: string
  /** Every `iss` taken; one a tenant. */
  readonly issuers: readonly string[]
  /** Every tenant whose people may come in. */
  readonly tenants: readonly string[]
}

/** Reads who somebody is from an `Authorization` header; throws `NotSignedIn`. */
export type Authenticate = (authorization: string | undefined) => Promise<PersonRef>

/** Nobody we know how to believe: answered with 401 and this sentence. */
export class NotSignedIn extends Error {
  constructor(say = 'You are not signed in, or your sign-in has run out. Open Sightline in Teams again.') {
    super(say)
    this.name = 'NotSignedIn'
  }
}

/** The key list could not be read: answered with 503, because signing in again would not help. */
export class SignInUnavailable extends Error {
  constructor() {
    super('Sign-in cannot be checked at the moment. Wait a minute and try again; what you typed is kept on this page.')
    this.name = 'SignInUnavailable'
  }
}

const refusedByToken = (error: unknown): boolean =>
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys

/**
 * Verifies Teams' single sign-on token (DESIGN §8): RS256 only, our audience, an allowed issuer of the very tenant it
 * names, not expired, scope `access_as_user`. People are `oid` + `tid`; an e-mail claim is never read.
 */
export const createAuthenticate = ({ keys, audience, issuers, tenants }: AuthenticateSettings): Authenticate => {
  const getKey = keys instanceof URL ? createRemoteJWKSet(keys) : keys
  return async (authorization) => {
    const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    if (!bearer) throw new NotSignedIn()
    const { payload } = await jwtVerify(bearer, getKey, {
      algorithms: ['RS256'],
      audience,
      issuer: [...issuers],
      requiredClaims: ['exp', 'iss', 'aud', 'oid', 'tid'],
      clockTolerance: 60,
    }).catch((error: unknown) => {
      throw refusedByToken(error) ? new NotSignedIn() : new SignInUnavailable()
    })
    const { iss, oid, tid, name, scp } = payload
    if (typeof oid !== 'string' || typeof tid !== 'string' || !iss?.includes(tid)) throw new NotSignedIn()
    if (!tenants.includes(tid))
      throw new NotSignedIn('Your organisation is not connected to Sightline yet. Ask the SSU to have it added.')
    if (typeof scp !== 'string' || !scp.split(' ').includes('access_as_user')) throw new NotSignedIn()
    return { oid, tid, name: typeof name === 'string' && name.trim() !== '' ? name : 'Somebody' }
  }
}
