import type { ManagerSettings } from '../../api';

/** What the page changes, as it is typed. */
export type Draft = {
  name: string;
  color: string;
  initial: string;
  sender: string;
  partner_term: string;
  partners_term: string;
  welcome_title: string;
  welcome_text: string;
  apply_title: string;
  apply_text: string;
};

/** What the program has decided. */
export function draftOf({ name, brand }: ManagerSettings): Draft {
  return {
    name,
    color: brand.color,
    initial: brand.initial,
    sender: brand.sender ?? '',
    partner_term: brand.partner_term ?? '',
    partners_term: brand.partners_term ?? '',
    welcome_title: brand.welcome_title ?? '',
    welcome_text: brand.welcome_text ?? '',
    apply_title: brand.apply_title ?? '',
    apply_text: brand.apply_text ?? '',
  };
}

export type FormProps = {
  settings: ManagerSettings;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
};
