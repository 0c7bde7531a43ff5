import type { Problem } from '../api';

export type Toast = { key: number; tone: 'good' | 'bad'; text: string; id?: string };

let toasts: readonly Toast[] = [];
let next = 0;
const listeners = new Set<() => void>();

function publish(value: readonly Toast[]): void {
  toasts = value;
  for (const listener of listeners) listener();
}

function show(toast: Omit<Toast, 'key'>, milliseconds: number): void {
  const key = next++;
  publish([...toasts.slice(-2), { ...toast, key }]);
  setTimeout(() => dismiss(key), milliseconds);
}

/** Takes a toast away. */
export const dismiss = (key: number) => publish(toasts.filter((toast) => toast.key !== key));

/** Says briefly that something was done. */
export const said = (text: string) => show({ tone: 'good', text }, 4000);

/** Says what went wrong with something that was tried, with the request id to quote. */
export const failed = (problem: Problem) =>
  show(
    {
      tone: 'bad',
      text: problem.detail ?? problem.title,
      ...(problem.request_id ? { id: problem.request_id } : {}),
    },
    9000,
  );

/** For useSyncExternalStore. */
export const store = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  read: () => toasts,
};
