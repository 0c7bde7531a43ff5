import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { linkDetail, linkRows, session, summary } from '../../mocks/fixtures';
import { open, programHome } from '../../test/open';
import { server } from '../../test/server';

const first = linkRows[0];

test('links are listed with what they brought, and sorted on demand', async () => {
  const { user } = open(`${programHome}/links`);
  await screen.findByRole('table', { name: 'Links' });
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
  await screen.findByRole('table', { name: 'Links' });
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
  await screen.findByRole('table', { name: 'Links' });
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
        app_listings: [],
        utm_templates: [],
      }),
    ),
  );
  open(`${programHome}/links`);
  await screen.findByRole('table', { name: 'Links' });
  expect(screen.getByRole('button', { name: 'Create link' })).toBeDisabled();
});

const drawerWithOptions = async () => {
  const { user } = open(`${programHome}/links`);
  await screen.findByRole('table', { name: 'Links' });
  await user.click(screen.getByRole('button', { name: 'Create link' }));
  const drawer = await screen.findByRole('dialog', { name: 'Create link' });
  await user.type(within(drawer).getByLabelText('Page to link to'), 'northwind.example/winter');
  await user.click(within(drawer).getByRole('button', { name: /Short name/ }));
  return { user, drawer };
};

test('a smart link is tried, then made with its rule and a template', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post('*/links', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(first && linkDetail(first), { status: 201 });
    }),
  );
  const { user, drawer } = await drawerWithOptions();
  await user.selectOptions(within(drawer).getByLabelText('Suggested by the program'), 'House');
  expect(within(drawer).getByLabelText('utm_source')).toHaveValue('{partner}');
  await user.click(within(drawer).getByRole('button', { name: 'Add rule' }));
  expect(within(drawer).getByRole('button', { name: 'Create link' })).toBeDisabled();
  await user.type(within(drawer).getByLabelText('Sends them to'), 'northwind.example/de');
  await user.type(within(drawer).getByLabelText('Countries'), 'de, at');
  await user.click(within(drawer).getByRole('checkbox', { name: 'Mobile' }));
  await user.type(within(drawer).getByLabelText('Share of visitors, %'), '25');
  await user.click(within(drawer).getByRole('button', { name: 'Try it' }));
  expect(await within(drawer).findByRole('list', { name: 'Where they go' })).toHaveTextContent('25%');
  await user.click(within(drawer).getByRole('button', { name: 'Create link' }));
  await screen.findByRole('dialog', { name: 'Your link is ready' });
  expect(sent).toEqual([
    {
      name: 'northwind.example/winter',
      destination: 'https://northwind.example/winter',
      utm: { source: '{partner}', campaign: '{link}' },
      rules: [
        {
          destination: 'https://northwind.example/de',
          countries: ['DE', 'AT'],
          devices: ['mobile'],
          share_basis_points: 2500,
        },
      ],
    },
  ]);
});

test('a link is edited: only what changed is sent', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/links/:link', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(first && linkDetail(first));
    }),
  );
  const { user } = open(`${programHome}/links?id=lnk_01`);
  await user.click(await screen.findByRole('button', { name: 'Edit link' }));
  const form = await screen.findByRole('region', { name: 'Edit link' });
  await user.click(within(form).getByRole('button', { name: /Short name/ }));
  await user.clear(within(form).getByLabelText('Short name'));
  await user.type(within(form).getByLabelText('Short name'), 'winter');
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toEqual([{ key: 'winter' }]));
});

test('a link is archived after asking', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/links/:link', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(first && { ...linkDetail(first), archived: true });
    }),
  );
  const { user } = open(`${programHome}/links?id=lnk_01`);
  await user.click(await screen.findByRole('button', { name: 'Archive' }));
  const asked = await screen.findByRole('dialog', { name: 'Archive this link?' });
  await user.click(within(asked).getByRole('button', { name: 'Archive' }));
  await waitFor(() => expect(sent).toEqual([{ archived: true }]));
});

const having = (features: object) =>
  server.use(
    http.get('*/api/auth/session', () =>
      HttpResponse.json({
        ...session,
        partners: session.partners.map((one) => ({
          ...one,
          programs: one.programs.map((program) => ({
            ...program,
            features: { ...program.features, ...features },
          })),
        })),
      }),
    ),
  );

test('codes stand below the links, and alone where there are no links', async () => {
  open(`${programHome}/links`);
  expect(await screen.findByRole('table', { name: 'Your codes' })).toHaveTextContent('MAYA10');
  cleanup();
  having({ links: false });
  open(`${programHome}/links`);
  expect(await screen.findByRole('table', { name: 'Your codes' })).toBeVisible();
  expect(screen.queryByRole('table', { name: 'Links' })).toBeNull();
  expect(screen.getAllByRole('link', { name: 'Codes' })[0]).toBeVisible();
});

test('with links and codes switched off the tab is gone, and the clicks with it', async () => {
  having({ links: false, coupons: false });
  const { default_link: _, ...without } = summary;
  server.use(
    http.get('*/summary', () =>
      HttpResponse.json({ ...without, features: { ...summary.features, links: false } }),
    ),
  );
  open(programHome);
  expect(await screen.findByText('Conversions')).toBeVisible();
  expect(screen.queryByText('Clicks')).toBeNull();
  expect(screen.queryByRole('link', { name: 'Links' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Codes' })).toBeNull();
});

test('the default link leads to any page without using up a link', async () => {
  const { user } = open(`${programHome}/links`);
  const part = await screen.findByRole('region', { name: 'Link to any page' });
  await screen.findByRole('table', { name: 'Links' });
  await user.type(within(part).getByLabelText('Address of the page'), 'https://elsewhere.example/');
  expect(within(part).getByText(/This site is not part of the program/)).toBeVisible();
  expect(within(part).getByRole('button', { name: 'Get link' })).toBeDisabled();
  await user.clear(within(part).getByLabelText('Address of the page'));
  await user.type(within(part).getByLabelText('Address of the page'), 'northwind.example/p?a=1');
  await user.click(within(part).getByRole('button', { name: 'Get link' }));
  expect(
    await within(part).findByDisplayValue(/to=https%3A%2F%2Fnorthwind\.example%2Fp%3Fa%3D1$/),
  ).toBeVisible();
});
