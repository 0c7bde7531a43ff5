import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { settings } from '../../mocks/managed';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';
import { readTokens } from './OldLinksSection';

const saved = () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/settings', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...settings, version: 8 });
    }),
  );
  return sent;
};

test('links are switched off with what hangs on them', async () => {
  asManager();
  const sent = saved();
  const { user } = open(`${managerHome}/settings`);
  const part = await screen.findByRole('region', { name: 'Links and codes' });
  await user.click(within(part).getByRole('switch', { name: /^Links/ }));
  expect(within(part).getByRole('switch', { name: /^Custom links/ })).toBeDisabled();
  await user.selectOptions(within(part).getByLabelText('Cookies of visitors'), 'cookieless');
  await user.click(within(part).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        links: {
          features: { ...settings.links.features, links: false },
          privacy: 'cookieless',
        },
      },
    ]),
  );
});

test('a UTM template is added', async () => {
  asManager();
  const sent = saved();
  const { user } = open(`${managerHome}/settings`);
  const part = await screen.findByRole('region', { name: 'UTM templates' });
  await user.click(within(part).getByRole('button', { name: 'Remove template 1' }));
  await user.click(within(part).getByRole('button', { name: 'Add template' }));
  await user.type(within(part).getByLabelText('Name'), 'Blog');
  await user.type(within(part).getByLabelText('utm_source'), '{{partner}');
  await user.click(within(part).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ links: { utm_templates: [{ name: 'Blog', source: '{partner}' }] } });
});

test('a host that is not bound is told at its field', async () => {
  asManager();
  server.use(
    http.patch('*/settings', () =>
      HttpResponse.json(
        {
          type: 'about:blank',
          status: 422,
          code: 'program.invalid',
          title: 'Unprocessable',
          detail: 'The program cannot be saved like this.',
          request_id: 'r',
          errors: [{ location: 'body.tracking_host', message: 'is not bound to this program yet' }],
        },
        { status: 422, headers: { 'content-type': 'application/problem+json' } },
      ),
    ),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = await screen.findByRole('region', { name: 'Domain and app stores' });
  await user.click(within(part).getByRole('button', { name: 'Save' }));
  expect(await within(part).findByText('is not bound to this program yet')).toBeVisible();
});

test('old tokens are checked, then taken over', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.post('*/old-links', async ({ request }) => {
      const body = (await request.json()) as { dry_run: boolean };
      sent.push(body);
      return HttpResponse.json({
        dry_run: body.dry_run,
        added: 1,
        data: [
          { token: 'maya7', partner: 'maya@example.com', result: 'added' },
          { token: 'x', partner: 'nobody', result: 'no_partner' },
        ],
      });
    }),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = await screen.findByRole('region', { name: 'Links of another product' });
  expect(within(part).getByRole('button', { name: 'Take over' })).toBeDisabled();
  await user.type(within(part).getByLabelText('Tokens'), 'maya7, maya@example.com{enter}x, nobody');
  await user.click(within(part).getByRole('button', { name: 'Check' }));
  expect(await within(part).findByText(/no partner of the program/)).toBeVisible();
  await user.click(within(part).getByRole('button', { name: 'Take over' }));
  expect(await within(part).findByText('1 token was taken over.')).toBeVisible();
  const tokens = [
    { token: 'maya7', partner: 'maya@example.com' },
    { token: 'x', partner: 'nobody' },
  ];
  expect(sent).toEqual([
    { tokens, dry_run: true },
    { tokens, dry_run: false },
  ]);
});

test('lines of tokens are read with commas, semicolons and tabs, and without a partner left out', () => {
  expect(readTokens('a, p@x.test, blog\nb;ptr_1\n\nc\nd\tptr_2\t')).toEqual([
    { token: 'a', partner: 'p@x.test', key: 'blog' },
    { token: 'b', partner: 'ptr_1' },
    { token: 'd', partner: 'ptr_2' },
  ]);
});
