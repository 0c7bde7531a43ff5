import { expect, test } from 'vitest';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';

type Texts = Map<string, string>;

const others = { de, fr, es };
const plurals = /_(one|two|few|many|other)$/;
const base = (key: string) => key.replace(plurals, '');

function flatten(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, string | object]) =>
    typeof value === 'string'
      ? [[path + name, value] as [string, string]]
      : flatten(value, `${path}${name}.`),
  );
}

const english: Texts = new Map(flatten(en));
const counted = new Set([...english.keys()].filter((key) => key.endsWith('_other')).map(base));
const spoken = Object.entries(others).map(([name, tree]) => [name, new Map(flatten(tree))] as const);

/** What a language has to say: each text, and of a counted one each form that its numbers have. */
function wanted(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return [...english.keys()].flatMap((key) => {
    if (!counted.has(base(key)) || !plurals.test(key)) return [key];
    return key.endsWith('_other') ? pluralCategories.map((form) => `${base(key)}_${form}`) : [];
  });
}

const places = (text = '') =>
  [...text.matchAll(/\{\{?\w+\}?\}/g)]
    .map(([name]) => name)
    .sort()
    .join(' ');

const words = (text: string) =>
  text
    .replace(/\{\{?\w+\}?\}/g, ' ')
    .match(/[A-Za-z][\w.-]*/g)
    ?.map((word) => word.toLowerCase()) ?? [];

/** Names and signs, which are the same everywhere. */
const names = words(
  `P pro first GET POST JSON PDF CSV API URL UTM QR ms IBAN BIC DE W-9 W-8BEN W-8BEN-E ACH NACHA Wise PayPal
   Stripe Connect Shopify Google Authenticator MAYA10 P-1 SPIFF SPIFFs Postback Postbacks Webhooks Lead Leads smart
   C S corporation Social security number SSN Individual taxpayer ITIN Employer EIN id immediate origin company
   grantor trust admin logo portal Rewardful PartnerStack FirstPromoter Tapfiliate Tolt`,
);

/** Words that a language shares with English. */
const shared: Record<string, string[]> = {
  de: words(`Name Code Codes Link Links Partner Conversion Conversions Sub-ID Sub-IDs Status Bonus Version Import
   Export Browser Desktop Tablet Upgrade Sandbox live in team organisation support dashboard passkeys affiliate website logo
   Deal Deals Creator Community Integrator Software Shops`),
  fr: words(`Action Actions active article bonus certain classification Code Codes commission commissions conditions
   contact conversion conversions date e-mail import live mobile note notifications organisation pages performance
   secret signature test total traces transaction verdict version versions volume attribution logo style question questions messages
   message invitations notes type finance services`),
  es: words('Sub-ID Total tokens sandbox software'),
};

test.each(spoken)('everything that is said in English is said in “%s” too', (language, texts) => {
  const missing = wanted(language).filter((key) => !texts.has(key));
  expect(missing.map((key) => `${key} = ${english.get(key) ?? english.get(`${base(key)}_other`)}`)).toEqual(
    [],
  );
});

test.each(spoken)('“%s” says nothing that English does not', (language, texts) => {
  const known = new Set(wanted(language));
  expect([...texts.keys()].filter((key) => !known.has(key))).toEqual([]);
});

test.each(spoken)('“%s” has each value in its place, and no text is empty', (_, texts) => {
  const wrong = [...texts].filter(([key, text]) => {
    const original = english.get(key) ?? english.get(`${base(key)}_other`);
    return text.trim() === '' || places(text) !== places(original);
  });
  expect(wrong).toEqual([]);
});

test.each(spoken)('no text of “%s” is left in English', (language, texts) => {
  const known = new Set([...names, ...(shared[language] ?? [])]);
  const left = [...texts].filter(
    ([key, text]) => text === english.get(key) && !words(text).every((word) => known.has(word)),
  );
  expect(left).toEqual([]);
});
