import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { loadLanguage, loadSide, t } from './index';
import { LanguageMenu } from './LanguageMenu';
import { adoptLanguage, current, preferred } from './language';

afterEach(async () => {
  vi.unstubAllGlobals();
  await loadLanguage('en');
});

const browser = (...languages: string[]) => vi.stubGlobal('navigator', { languages });

test.each([
  [['de-AT', 'en'], 'de'],
  [['pt-BR', 'es-MX'], 'es'],
  [['ja'], 'en'],
  [[], 'en'],
])('a browser that wants %j begins in %s', (wanted, language) => {
  browser(...wanted);
  expect(preferred()).toBe(language);
});

test('what was chosen here goes before what the browser wants', () => {
  browser('de');
  localStorage.setItem('language', 'fr');
  expect(preferred()).toBe('fr');
  localStorage.setItem('language', 'klingon');
  expect(preferred()).toBe('de');
});

test('the language of the account is spoken from then on, on this device too', async () => {
  await adoptLanguage('de');
  expect(current()).toBe('de');
  expect(document.documentElement.lang).toBe('de');
  expect(t('save')).toBe('Speichern');
  expect(preferred()).toBe('de');
});

test('no language and one that is not known change nothing', async () => {
  await adoptLanguage(undefined);
  await adoptLanguage('toString');
  expect(current()).toBe('en');
});

test('parts that are there already, or on their way, come in the new language too', async () => {
  const coming = loadSide('money');
  await Promise.all([adoptLanguage('fr'), coming]);
  expect(t('taxes.year')).toBe('Année');
  expect(t('gate.approvedText')).not.toBe('All pages are open to you.');
});

test('the menu keeps a choice with the account, then shows the page anew', async () => {
  const reload = vi.fn();
  vi.stubGlobal('location', { ...location, reload });
  const keep = vi.fn(async () => undefined);
  render(<LanguageMenu keep={keep} />);
  await userEvent.selectOptions(screen.getByLabelText('Language'), 'Deutsch');
  expect(keep).toHaveBeenCalledWith('de');
  expect(localStorage.getItem('language')).toBe('de');
  expect(reload).toHaveBeenCalledOnce();
});
