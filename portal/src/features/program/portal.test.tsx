import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw/http';
import { expect, test } from 'vitest';
import { settings } from '../../mocks/managed';
import { asManager, managerHome, open, programHome } from '../../test/open';
import { server } from '../../test/server';

test('a manager adds a link of the program’s own, for one group', async () => {
  asManager();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/settings', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...settings, version: 8 });
    }),
  );
  const { user } = open(`${managerHome}/settings`);
  const part = within(await screen.findByRole('region', { name: 'Your own links' }));
  await user.click(part.getByRole('button', { name: 'Add a link' }));
  const link = within(part.getByRole('group', { name: /^Link 2/ }));
  expect(part.getByRole('button', { name: 'Save' })).toBeDisabled();
  await user.type(link.getByLabelText(/^Name/), 'Brand guide for all partners');
  expect(link.getByLabelText(/^Name/)).toHaveValue('Brand guide for all partn');
  await user.type(link.getByLabelText('Address'), 'https://brand.northwind.example');
  const [group] = await link.findAllByRole('checkbox');
  if (group) await user.click(group);
  await user.click(part.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    portal: {
      navigation: [
        { name: 'Partner community' },
        { name: 'Brand guide for all partn', url: 'https://brand.northwind.example' },
      ],
    },
  });
});

test('the program’s own links stand at the foot of its tabs and open beside the portal', async () => {
  open(programHome);
  const link = await screen.findByRole('link', { name: /^Partner community/ });
  expect(link).toHaveAttribute('href', 'https://community.northwind.example/');
  expect(link).toHaveAttribute('target', '_blank');
  expect(link.getAttribute('rel')).toContain('noopener');
});
