import type { CreateClientConfig } from '../api/client.gen';
import { isProblem, type Problem, synthesized } from './problem';

const unreachable = synthesized(0, 'network.unreachable', 'The server cannot be reached');
const unreadable = synthesized(502, 'network.unreadable', 'The server sent an answer that cannot be read');

function answer(problem: Problem): Response {
  const status = problem.status >= 400 ? problem.status : 503;
  return new Response(JSON.stringify(problem), {
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
  return isProblem(body) ? response : answer({ ...unreadable, status: response.status });
}

/** Fetches; whatever goes wrong comes back as a problem+json answer. An abort stays an abort. */
export const fetchProblem: typeof fetch = async (input, init) => {
  try {
    return await readable(await fetch(input, init));
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
