import '@fontsource-variable/geist/wght.css';
import '@fontsource-variable/geist-mono/wght.css';
import './app/tokens.css';
import './app/mantine.css';
import './app/mantine-theme.gen.css';
import './app/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { Provider } from './app/Provider';
import { newQueryClient } from './app/queryClient';
import { newRouter } from './app/router';
import { loadLanguage } from './i18n';

const queryClient = newQueryClient(() => {
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});
const router = newRouter(queryClient);

await loadLanguage('en');
createRoot(document.getElementById('root') as HTMLElement).render(
  <Provider queryClient={queryClient}>
    <RouterProvider router={router} />
  </Provider>,
);
