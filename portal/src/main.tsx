import '@fontsource-variable/geist/wght.css';
import '@fontsource-variable/geist-mono/wght.css';
import './app/tokens.css';
import './app/mantine.css';
import './app/mantine-theme.gen.css';
import './app/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Provider } from './app/Provider';
import { newPortal } from './app/portal';
import { loadLanguage } from './i18n';
import { preferred } from './i18n/language';

const { queryClient, router } = newPortal();

await loadLanguage(preferred());
createRoot(document.getElementById('root') as HTMLElement).render(
  <Provider queryClient={queryClient}>
    <RouterProvider router={router} />
  </Provider>,
);
