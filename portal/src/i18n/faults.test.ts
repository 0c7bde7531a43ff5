import { afterEach, expect, test, vi } from 'vitest';
import { fetchProblem } from '../app/apiClient';
import { toProblem } from '../app/problem';
import { inWords, loadFaults } from './faults';
import de from './faults/de.json';
import es from './faults/es.json';
import fr from './faults/fr.json';

const problem = {
  type: 'about:blank',
  status: 409,
  code: 'link.key_taken',
  title: 'Conflict',
  detail: 'this key is taken',
  request_id: 'req_1',
};

afterEach(async () => {
  vi.unstubAllGlobals();
  await loadFaults('en');
});

test('a problem is told in the language of the page, with the id to quote', async () => {
  await loadFaults('de');
  expect(inWords(problem)).toEqual({
    ...problem,
    title: 'Dieser Kurzname ist vergeben.',
    detail: 'Dieser Kurzname ist vergeben.',
  });
});

test('a problem without words, and every one in English, stays as the server wrote it', async () => {
  expect(inWords(problem)).toBe(problem);
  await loadFaults('fr');
  expect(inWords({ ...problem, code: 'toString' }).detail).toBe('this key is taken');
});

test('what the server answers and what never reaches it are both in words', async () => {
  await loadFaults('es');
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(problem), { status: 409 }));
  const answer = await (await fetchProblem('http://x.example/')).json();
  expect(answer).toMatchObject({ code: 'link.key_taken', detail: 'Ese nombre corto está ocupado.' });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('down')));
  const unreachable = await (await fetchProblem('http://x.example/')).json();
  expect(unreachable.detail).toBe('No se puede conectar con el servidor');
  expect(toProblem(new Error('x')).title).toBe('Esta página tuvo un problema');
});

test('all languages know the same problems', () => {
  expect(Object.keys(fr)).toEqual(Object.keys(de));
  expect(Object.keys(es)).toEqual(Object.keys(de));
  for (const text of [de, fr, es].flatMap((one) => Object.values(one))) expect(text).not.toBe('');
});
