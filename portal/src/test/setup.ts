import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { loadLanguage, loadSide } from '../i18n';
import { type Side, sides } from '../i18n/sides';
import { server } from './server';

// A loaded machine needs longer for the first screen of a file; a failure still comes.
configure({ asyncUtilTimeout: 8000 });

vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollIntoView = () => undefined;
vi.stubGlobal('scrollTo', () => undefined);

beforeAll(async () => {
  await loadLanguage('en');
  await Promise.all((Object.keys(sides) as Side[]).map(loadSide));
  server.listen({ onUnhandledFrame: 'error' });
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());
