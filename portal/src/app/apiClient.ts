import type { CreateClientConfig } from '../api/client.gen';
import { inWords } from '../i18n/faults';
import { isProblem, type Problem, synthesized } from './problem';
import { proofOf, prove } from './proof';

const unreachable = synthesized(0, 'network.unreachable', 'The server cannot be reached');
const unreadable = synthesized(502, 'network.unreadable', 'The server sent an answer that cannot be read');

function answer(problem: Problem): Response {
  const status = problem.status >= 400 ? problem.status : 503;
  return new Response(JSON.stringify(inWords(problem)), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

async function readable(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const told = isProblem(body) ? inWords(body) : { ...unreadable, status: response.status };
  return told === body ? response : answer(told);
}

/** Tries a refused request again after the proof that it asks for. */
async function proven(refused: Response, again: () => Request): Promise<Response> {
  if (refused.status !== 403) return refused;
  const problem: unknown = await refused.clone().json();
  const proof = isProblem(problem) ? proofOf(problem) : undefined;
  if (!proof || !(await prove(proof))) return refused;
  return readable(await fetch(again()));
}

/**
 * Fetches; whatever goes wrong comes back as a problem+json answer. An abort stays an abort. Where the server asks
 * who is there, that is asked, and the request goes on.
 */
export const fetchProblem: typeof fetch = async (input, init) => {
  try {
    const request = new Request(input, init);
    const again = request.clone();
    return await proven(await readable(await fetch(request)), () => again);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return answer(unreachable);
  }
};

/** Configures the generated client; called by it when it is loaded. */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: fetchProblem,
});
