import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { linkDetail, linkRows } from '../../mocks/fixtures';
import { open, programHome } from '../../test/open';
import { server } from '../../test/server';

const first = linkRows[0];

test('links are listed with what they brought, and sorted on demand', async () => {
  const { user } = open(`${programHome}/links`);
  await screen.findByRole('table');
  expect(screen.getByText('4 of 50 custom links')).toBeVisible();
  const names = () => screen.getAllByRole('link', { name: /^Open link/ }).map((link) => link.textContent);
  expect(names()[0]).toBe('Open link Default link');
  await user.click(screen.getByRole('button', { name: 'Clicks' }));
  await user.click(screen.getByRole('button', { name: 'Clicks' }));
  expect(names()[0]).toBe('Open link Spring 2025');
  expect(screen.getByRole('columnheader', { name: 'Clicks' })).toHaveAttribute('aria-sort', 'ascending');
});

test('the builder refuses a foreign site while typing, and makes a link with sub-IDs and UTM', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/links', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(first && linkDetail(first), { status: 201 });
    }),
  );
  const { user } = open(`${programHome}/links`);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Create link' }));
  const drawer = await screen.findByRole('dialog', { name: 'Create link' });
  const field = within(drawer).getByLabelText('Page to link to');
  await user.type(field, 'https://elsewhere.example/');
  expect(within(drawer).getByText(/This site is not part of the program/)).toBeVisible();
  expect(within(drawer).getByRole('button', { name: 'Create link' })).toBeDisabled();
  await user.clear(field);
  await user.type(field, 'northwind.example/winter');
  await user.click(within(drawer).getByRole('button', { name: /Short name/ }));
  await user.type(within(drawer).getByLabelText('sub1'), 'yt');
  await user.type(within(drawer).getByLabelText('utm_source'), 'blog');
  await user.click(within(drawer).getByRole('button', { name: 'Create link' }));
  expect(await screen.findByRole('dialog', { name: 'Your link is ready' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Download QR code' })).toHaveAttribute('download', 'maya.svg');
  expect(sent).toEqual([
    {
      name: 'northwind.example/winter',
      destination: 'https://northwind.example/winter',
      sub1: 'yt',
      utm: { source: 'blog' },
    },
  ]);
});

test('a taken short name is told at its field', async () => {
  server.use(
    http.post('*/links', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 409,
          code: 'link.key_taken',
          title: 'Taken',
          detail: 'Taken',
          request_id: 'r',
          errors: [{ location: 'body.key', message: 'is taken' }],
        },
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open(`${programHome}/links`);
  await screen.findByRole('table');
  await user.click(screen.getByRole('button', { name: 'Create link' }));
  const drawer = await screen.findByRole('dialog', { name: 'Create link' });
  await user.type(within(drawer).getByLabelText('Page to link to'), 'northwind.example');
  await user.click(within(drawer).getByRole('button', { name: /Short name/ }));
  await user.type(within(drawer).getByLabelText('Short name'), 'maya');
  await user.click(within(drawer).getByRole('button', { name: 'Create link' }));
  expect(await within(drawer).findByText('is taken')).toBeVisible();
});

test('switching a link off says which version was seen', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/links/:link', async ({ request }) => {
      sent.push([request.headers.get('if-match'), await request.json()]);
      return HttpResponse.json(first && { ...linkDetail(first), active: false });
    }),
  );
  const { user } = open(`${programHome}/links?id=lnk_00`);
  await user.click(await screen.findByRole('switch', { name: /^Link is active/ }));
  await waitFor(() => expect(sent).toEqual([['"3"', { active: false }]]));
  expect(await screen.findByText('The link is inactive.')).toBeVisible();
});

test('with all links used up none can be made', async () => {
  server.use(
    http.get('*/links', () =>
      HttpResponse.json({
        data: linkRows,
        has_more: false,
        next_cursor: '',
        allowed_hosts: ['a.example'],
        custom_limit: 50,
        custom_used: 50,
      }),
    ),
  );
  open(`${programHome}/links`);
  await screen.findByRole('table');
  expect(screen.getByRole('button', { name: 'Create link' })).toBeDisabled();
});
