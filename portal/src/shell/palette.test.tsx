import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { routeTree } from '../routeTree.gen';
import { asManager, managerHome, open, programHome } from '../test/open';

type Node = { fullPath?: string; children?: Record<string, Node> | Node[] };

/** The addresses of all pages, as the route tree has them. */
function addresses(node: Node): string[] {
  const below = Object.values(node.children ?? {}).flatMap(addresses);
  return node.fullPath ? [node.fullPath.replace(/(.)\/$/, '$1'), ...below] : below;
}

const all = [...new Set(addresses(routeTree as unknown as Node))];

/** What the palette leads to, as route addresses. */
async function reached(path: string): Promise<Set<string>> {
  const { user, router } = open(path);
  await screen.findByRole('heading', { level: 1 });
  await user.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog');
  const count = within(palette).getAllByRole('button').length;
  const found = new Set<string>();
  for (let i = 0; i < count; i++) {
    const dialog = screen.queryByRole('dialog') ?? (await reopen(user));
    const act = within(dialog).getAllByRole('button')[i];
    if (!act || /colours|Sign out/i.test(act.textContent ?? '')) continue;
    await user.click(act);
    const match = router.state.matches.at(-1);
    if (match) found.add(match.fullPath.replace(/(.)\/$/, '$1'));
    await router.navigate({ to: path });
  }
  return found;
}

async function reopen(user: ReturnType<typeof open>['user']): Promise<HTMLElement> {
  await user.keyboard('{Control>}k{/Control}');
  return await screen.findByRole('dialog');
}

test.each([
  ['a partner’s', programHome, '/p/$partner'],
  ['a manager’s', managerHome, '/m/$program'],
])(
  'the palette reaches every one of %s pages',
  async (_, home, side) => {
    if (home === managerHome) asManager();
    const found = await reached(home);
    const missing = all.filter((one) => one.startsWith(`${side}/`) && !found.has(one));
    expect(missing).toEqual([]);
  },
  120_000,
);
