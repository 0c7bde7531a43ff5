import { getAccount, putAccount } from '../api';
import type { Language } from '../i18n/language';
import { failed } from '../kit/toast';

/** Writes a language down with the account of whoever is signed in; one that is refused is told. */
export async function keepLanguage(language: Language): Promise<void> {
  const { data: account, error } = await getAccount();
  if (!account) return failed(error);
  const { name, contact } = account;
  const saved = await putAccount({ body: { name, contact, language } });
  if (saved.error) failed(saved.error);
}
