import { loadLanguage } from './index';

/** The languages of the portal, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;

/** A language that the portal speaks. */
export type Language = keyof typeof languages;

const place = 'language';

const known = (name: string | null | undefined): name is Language => !!name && Object.hasOwn(languages, name);

/** The language of the page. */
export const current = (): Language => {
  const { lang } = document.documentElement;
  return known(lang) ? lang : 'en';
};

/** The language to begin with: the one chosen here before, else the first of the browser's that there is. */
export function preferred(): Language {
  const chosen = localStorage.getItem(place);
  const wanted = navigator.languages.map((name) => name.split('-')[0]);
  return known(chosen) ? chosen : (wanted.find(known) ?? 'en');
}

/** Speaks the language of a user's account from now on; a name that is not known changes nothing. */
export async function adoptLanguage(name: string | undefined): Promise<void> {
  if (!known(name)) return;
  localStorage.setItem(place, name);
  if (name !== current()) await loadLanguage(name);
}

/** Keeps a language for this device and shows the page anew in it. */
export function chooseLanguage(name: Language): void {
  localStorage.setItem(place, name);
  location.reload();
}
