import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { settings } from '../../mocks/managed';
import { asManager, managerHome, open } from '../../test/open';
import { server } from '../../test/server';

const page = `${managerHome}/branding`;
const section = async (name: string) => within(await screen.findByRole('region', { name }));

test('a colour on which white cannot be read is darkened, and that is said', async () => {
  asManager();
  const { user } = open(page);
  const look = await section('Look');
  const field = look.getByLabelText('Colour');
  await user.clear(field);
  await user.type(field, '#facc15');
  expect(look.getByText('Contrast 1.5 : 1')).toBeVisible();
  expect(look.getByText(/use #8e7302 instead/)).toBeVisible();
  await user.clear(field);
  await user.type(field, '#0f766e');
  expect(look.getByText(/White text reads well/)).toBeVisible();
  await user.clear(field);
  await user.type(field, 'red');
  expect(look.getByText(/Six hex digits/)).toBeVisible();
  expect(look.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('words are saved as they are typed, and the preview shows them at once', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/settings', async ({ request }) => {
      sent.push([request.headers.get('if-match'), await request.json()]);
      return HttpResponse.json({ ...settings, version: 8 });
    }),
  );
  const { user } = open(page);
  const words = await section('Words');
  await user.type(words.getByLabelText('What a partner is called'), 'Ambassador');
  await user.type(words.getByLabelText('What several are called'), 'Ambassadors');
  await user.type(words.getByLabelText('Title before sign-in'), 'Welcome back');
  const preview = within(screen.getByRole('complementary', { name: 'Preview' }));
  expect(preview.getByText('Welcome back')).toBeVisible();
  expect(preview.getByText(/Ambassadors/)).toBeVisible();
  await user.click(words.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual([
    '"7"',
    {
      brand: {
        partner_term: 'Ambassador',
        partners_term: 'Ambassadors',
        sender: '',
        welcome_title: 'Welcome back',
        welcome_text: '',
        apply_title: '',
        apply_text: '',
      },
    },
  ]);
});

test('a host of its own is explained step by step, and looked at', async () => {
  asManager();
  server.use(
    http.post('*/branding/host', async ({ request }) => {
      const { host } = (await request.json()) as { host: string };
      return HttpResponse.json({
        host,
        target: 'partners.example',
        bound: 'missing',
        found: 'done',
        secure: 'missing',
        ours: 'unknown',
      });
    }),
  );
  const { user } = open(page);
  const host = await section('A domain of your own');
  await user.type(host.getByLabelText('Host'), 'Partners.Acme.example');
  expect(host.getByDisplayValue('partners.acme.example. CNAME partners.example.')).toBeVisible();
  expect(
    host.getByDisplayValue('trib domain add --host partners.acme.example --program northwind'),
  ).toBeVisible();
  await user.click(host.getByRole('button', { name: 'Check now' }));
  expect(await host.findByText('Done')).toBeVisible();
  expect(host.getAllByText('Missing')).toHaveLength(2);
});

test('a picture is sent and taken away', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.put('*/branding/:picture', async ({ request, params }) => {
      const body = (await request.json()) as { image?: string };
      sent.push([params.picture, body.image]);
      const logo_url = body.image ? '/v1/public/pictures/p/logo/1' : undefined;
      return HttpResponse.json({
        ...settings,
        brand: { ...settings.brand, ...(logo_url ? { logo_url } : {}) },
      });
    }),
  );
  const { user } = open(page);
  const pictures = await section('Pictures');
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await user.upload(input as HTMLInputElement, new File(['abc'], 'logo.png', { type: 'image/png' }));
  expect(await pictures.findByRole('img', { name: 'Logo' })).toBeVisible();
  await user.click(pictures.getByRole('button', { name: 'Remove' }));
  await waitFor(() =>
    expect(sent).toEqual([
      ['logo', 'YWJj'],
      ['logo', undefined],
    ]),
  );
});
