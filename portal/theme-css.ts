// Writes src/app/mantine-theme.gen.css: the variables that MantineProvider
// would put into a <style> element, which the content security policy forbids.
import { writeFileSync } from 'node:fs';
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { resolver, theme } from './src/app/theme.ts';

type Block = Record<string, string>;
const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const shipped = defaultCssVariablesResolver(DEFAULT_THEME);
const full = defaultCssVariablesResolver(merged);
const ours = resolver(merged);
const changed = (all: Block, base: Block, own: Block): Block =>
  Object.fromEntries(Object.entries({ ...all, ...own }).filter(([name, value]) => base[name] !== value));
const css = convertCssVariables(
  {
    variables: changed(full.variables, shipped.variables, ours.variables),
    light: changed(full.light, shipped.light, ours.light),
    dark: changed(full.dark, shipped.dark, ours.dark),
  },
  ':root',
);
writeFileSync(
  new URL('./src/app/mantine-theme.gen.css', import.meta.url),
  `/* Written by theme-css.ts. */\n${css.replaceAll(';', ';\n').replaceAll('{', '{\n')}\n`,
);
