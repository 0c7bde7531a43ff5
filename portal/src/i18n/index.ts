import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'portal';
    resources: { portal: typeof en };
    strictKeyChecks: true;
  }
}

const catalogs = import.meta.glob<{ default: typeof en }>('./*.json');

/** Loads the catalog of a language, English where there is none, and makes it the document's. */
export async function loadLanguage(wanted: string): Promise<void> {
  const language = catalogs[`./${wanted}.json`] ? wanted : 'en';
  const catalog = await catalogs[`./${language}.json`]?.();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { portal: catalog?.default ?? {} } },
    defaultNS: 'portal',
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}
