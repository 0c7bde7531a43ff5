import { readFileSync } from 'node:fs';
import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { type Document, fields, forIntegrators, matches, operations } from './document';

const doc = JSON.parse(readFileSync('../docs/api/openapi.json', 'utf8')) as Document;

test('every operation of the document can be shown', () => {
  const all = operations(doc);
  expect(all.length).toBeGreaterThan(200);
  for (const one of all) {
    expect(one.summary, one.id).toBeTruthy();
    expect(() => fields(doc, one.requestBody?.content['application/json']?.schema)).not.toThrow();
  }
  const report = all.find((one) => one.id === 'report-conversion');
  expect(report && forIntegrators(report)).toBe(true);
  expect(report && matches(report, 'refund report')).toBe(true);
  expect(report?.scopes).toEqual(['conversions:write']);
});

test('the reference is searched, and an operation unfolds', async () => {
  asManager();
  server.use(http.get('*/openapi*.json', () => HttpResponse.json(doc)));
  const { user } = open(`${managerHome}/api`);
  await user.type(await screen.findByLabelText('Search paths and words'), 'v1/conversions batch');
  await user.click(await screen.findByRole('button', { name: /batch/ }));
  expect(await screen.findByText(/Authorization: Bearer/)).toBeVisible();
});
