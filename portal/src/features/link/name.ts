import type { Translate } from '../../i18n';

/** What a link is called; the default one may have no name of its own. */
export const linkName = (link: { name: string; default: boolean; key: string }, t: Translate) =>
  link.name || (link.default ? t('links.defaultName') : link.key);
