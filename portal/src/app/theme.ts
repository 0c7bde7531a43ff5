import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

const ramp = (name: (step: number) => string) =>
  Array.from({ length: 10 }, (_, i) => name(i)) as unknown as MantineColorsTuple;

const brand = ramp((i) => `var(--brand-${i})`);

// The library's greys are ours, so that inputs and menus take the tokens.
const gray = [
  'var(--canvas)',
  'var(--hover)',
  'var(--pressed)',
  'var(--line)',
  'var(--line-strong)',
  'var(--text-3)',
  'var(--text-3)',
  'var(--text-2)',
  'var(--text)',
  'var(--text)',
] as const;

const dark = [
  'var(--text)',
  'var(--text-2)',
  'var(--text-3)',
  'var(--text-3)',
  'var(--line-strong)',
  'var(--hover)',
  'var(--surface)',
  'var(--canvas)',
  'var(--canvas)',
  'var(--canvas)',
] as const;

const still = { lockScroll: false } as const;

/** The portal's theme: every colour is a token, every overlay leaves the scroll lock to CSS. */
export const theme: MantineThemeOverride = {
  primaryColor: 'brand',
  primaryShade: 6,
  colors: {
    brand,
    gray: [...gray] as unknown as MantineColorsTuple,
    dark: [...dark] as unknown as MantineColorsTuple,
  },
  white: '#fff',
  black: 'var(--text)',
  fontFamily: "'Geist Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'Geist Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12.5px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--float)', lg: 'var(--float)', xl: 'var(--float)' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Drawer: { defaultProps: still },
    Modal: { defaultProps: { ...still, centered: true, radius: 'lg' } },
    Tooltip: { defaultProps: { openDelay: 250, radius: 'sm', multiline: true, maw: 280 } },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        withinPortal: false,
        shadow: 'md',
        radius: 'md',
        offset: 6,
        transitionProps: { duration: 120 },
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', offset: 6 } },
    Button: { defaultProps: { size: 'sm' } },
  },
};

const shared = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-gray-light': 'var(--hover)',
  '--mantine-color-gray-light-hover': 'var(--pressed)',
  '--mantine-color-gray-light-color': 'var(--text-2)',
  '--mantine-color-brand-filled': 'var(--brand-6)',
  '--mantine-color-brand-filled-hover': 'var(--brand-7)',
  '--mantine-color-brand-light': 'var(--accent-soft)',
  '--mantine-color-brand-light-hover': 'var(--accent-soft)',
  '--mantine-color-brand-light-color': 'var(--accent)',
  '--mantine-color-brand-outline': 'var(--accent)',
  '--mantine-color-brand-text': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--brand-6)',
  '--mantine-primary-color-filled-hover': 'var(--brand-7)',
};

/** Points the library's semantic variables at our tokens, alike in both schemes. */
export const resolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
