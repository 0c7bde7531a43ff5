import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { catalogs } from './scripts/catalogs.ts';
import { clients } from './scripts/clients.ts';
import { policy } from './scripts/policy.ts';
import { snippetFile } from './scripts/snippetBuild.ts';

const backend = process.env.TRIB_BACKEND ?? 'http://127.0.0.1:8080';
const proxy = Object.fromEntries(['/api', '/v1', '/r/'].map((path) => [path, backend]));

export default defineConfig({
  plugins: [
    catalogs(),
    clients(),
    tanstackRouter({ target: 'react', autoCodeSplitting: true }),
    react(),
    snippetFile(),
  ],
  resolve: {
    alias: {
      'react-remove-scroll': new URL('./src/app/noScrollLock.tsx', import.meta.url).pathname,
    },
  },
  server: { host: '127.0.0.1', proxy, fs: { allow: ['.', '../docs/api'] } },
  preview: { host: '127.0.0.1', headers: { 'content-security-policy': policy } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//,
            },
            { name: 'icons', test: /lucide-react/, minShareCount: 2 },
            { name: 'kit', test: /(@mantine|@floating-ui|src\/kit)/, minShareCount: 24 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    css: false,
    testTimeout: 30_000,
    env: { DEBUG_PRINT_LIMIT: '0', TZ: 'UTC' },
  },
});
