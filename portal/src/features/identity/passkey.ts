import { askPasskey, enrolPasskey } from '../../api';
import { synthesized } from '../../app/problem';
import { t } from '../../i18n';

/** What a browser answers, as it is sent. */
type Answer = ReturnType<PublicKeyCredential['toJSON']>;

/** Whether this browser can use passkeys here. */
export const passkeysWork = () =>
  typeof PublicKeyCredential !== 'undefined' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  // They belong to a name, never to a bare address.
  !/^[\d.]+$|:/.test(window.location.hostname);

async function written(asked: Promise<Credential | null>): Promise<Answer> {
  const credential = await asked.catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw synthesized(0, 'passkey.none', t('auth.noPasskey'));
  return credential.toJSON();
}

/** Has the browser answer our question for a passkey. */
export async function answerPasskey(): Promise<Answer> {
  const { data } = await askPasskey({ throwOnError: true });
  const options = data.options as PublicKeyCredentialRequestOptionsJSON;
  return written(
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  );
}

/** Has the browser make a passkey. */
export async function makePasskey(): Promise<Answer> {
  const { data } = await enrolPasskey({ throwOnError: true });
  const options = data.options as PublicKeyCredentialCreationOptionsJSON;
  return written(
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  );
}
