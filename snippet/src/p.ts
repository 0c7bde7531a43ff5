// What a shop's page loads: <script async src="https://…/p.js" data-key="trib_pk_…">.
// Calls made before it came wait in trib.q.
import { create, type Tracker } from './index';

type Call = [keyof Tracker, ...unknown[]];

const script = document.currentScript as HTMLScriptElement;
const { key, consent, param, days, domain } = script.dataset;
const early = (window as { trib?: { q?: Iterable<Call> } }).trib?.q;
const tracker = create({
  key: key as string,
  host: new URL(script.src).origin,
  ...(consent && { consent: consent as 'given' }),
  ...(param && { param }),
  ...(days && { days: +days }),
  ...(domain && { domain }),
});
const trib = (...[what, ...args]: Call) => {
  const one = tracker[what];
  return typeof one === 'function' ? (one as (...args: unknown[]) => unknown)(...args) : one;
};
Object.assign(window, { trib });
for (const call of early ?? []) trib(...(Array.from(call) as Call));
