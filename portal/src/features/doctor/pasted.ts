import type { Check, Report } from '../../api';

/** Tells what somebody has pasted: a report as JSON, parameters as JSON, or an address. */
export function readPasted(text: string): Check {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return { url: trimmed };
  try {
    const body = JSON.parse(trimmed) as Record<string, unknown>;
    if (typeof body.amount === 'object' && body.amount !== null) return { report: body as Report };
    return {
      fields: Object.fromEntries(
        Object.entries(body).flatMap(([name, value]) =>
          value === null || typeof value === 'object' ? [] : [[name, String(value)]],
        ),
      ),
    };
  } catch {
    return { url: trimmed };
  }
}
