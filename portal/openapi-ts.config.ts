import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: process.env.OPENAPI ?? '../docs/api/openapi.json',
  // What API keys call is no business of the pages.
  parser: { filters: { operations: { exclude: ['/ \\/v1\\/partner/'] } } },
  output: { path: 'src/api', clean: true },
  plugins: [
    { name: '@hey-api/client-fetch', runtimeConfigPath: './src/app/apiClient' },
    '@hey-api/typescript',
    '@hey-api/sdk',
    '@tanstack/react-query',
  ],
});
