import {
  reauthenticate,
  type Security,
  type Session,
  showMailedCode,
  showPasskey,
  showSecondFactor,
} from '../../api';
import type { Proof } from '../../app/proof';
import { answerPasskey, passkeysWork } from './passkey';

/** How somebody proves to be there. */
export type Way = 'password' | 'code' | 'passkey' | 'mail';

/** The ways that a person has, the usual one first. A second factor proves both; a password or a mail only the first. */
export function waysOf(has: Security, proof: Proof): Way[] {
  const first = proof === 'auth.reauthenticate';
  const ways: Way[] = [];
  if (first && has.password) ways.push('password');
  if (has.authenticator) ways.push('code');
  if (has.passkeys.length > 0 && passkeysWork()) ways.push('passkey');
  if (first && !has.password) ways.push('mail');
  return ways;
}

/** Proves by one way, with what was typed in. */
export async function show(way: Way, typed: string): Promise<Session> {
  const sure = { throwOnError: true } as const;
  switch (way) {
    case 'password':
      return (await reauthenticate({ body: { password: typed }, ...sure })).data;
    case 'code':
      return (await showSecondFactor({ body: { code: typed }, ...sure })).data;
    case 'mail':
      return (await showMailedCode({ body: { code: typed }, ...sure })).data;
    case 'passkey':
      return (await showPasskey({ body: { answer: await answerPasskey() }, ...sure })).data;
  }
}
