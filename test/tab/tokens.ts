import {
  createLocalJWKSet,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose'
import type { PersonRef } from '../../assurance/who.ts'
import { sampleTenant } from '../support/build-partnership.ts'

const appId = '00000000-0000-4000-8000-0000000000a1'
export const issuerOf = (tenant: string): string => `https://login.example/${tenant}/v2.0`

/** An issuer of real tokens, with the key list that verifies them. */
export interface TokenMaker {
  readonly keys: JWTVerifyGetKey
  /** A token of Teams' single sign-on for this person, with whatever a test wants otherwise; `null` leaves a claim out. */
  tokenOf(person: PersonRef, over?: { readonly [claim: string]: unknown }, alg?: 'RS256' | 'PS256'): Promise<string>
}

export const createTokenMaker = async (): Promise<TokenMaker> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test' }] })
  const pem = await exportPKCS8(privateKey)
  return {
    keys,
    async tokenOf({ oid, tid, name }, over = {}, alg = 'RS256') {
      const exp = Math.floor(Date.now() / 1000) + 600
      const claims = { oid, tid, name, scp: 'access_as_user', aud: appId, iss: issuerOf(tid), exp, ...over }
      const payload = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
      return new SignJWT(payload).setProtectedHeader({ alg, kid: 'test' }).sign(await importPKCS8(pem, alg))
    },
  }
}

export const allowed = { audience: appId, issuers: [issuerOf(sampleTenant)], tenants: [sampleTenant] }
