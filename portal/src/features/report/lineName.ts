import type { Translate } from '../../i18n';
import { day } from '../../kit/format';
import type { Cut } from './search';

const language = () => document.documentElement.lang || 'en';

const month = (key: string) =>
  new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${key}-01T00:00:00Z`),
  );

const country = (code: string) => {
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
};

/** What a line is called. */
export function lineName(by: Cut, line: { key: string; name?: string | undefined }, t: Translate): string {
  if (line.key === '') return t(`report.without.${by}`);
  if (line.key === '~other') return t('report.others');
  switch (by) {
    case 'day':
      return day(line.key);
    case 'month':
      return month(line.key);
    case 'device':
      return t(`device.${line.key as 'mobile'}`, { defaultValue: line.key });
    case 'country':
      return country(line.key);
    default:
      return line.name ?? line.key;
  }
}
