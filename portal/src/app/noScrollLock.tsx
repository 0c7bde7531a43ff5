import type { ComponentProps } from 'react';

/** Stands in for react-remove-scroll in the build: our style sheet locks the page's scroll itself. */
export function RemoveScroll({ children, className }: ComponentProps<'div'>) {
  return <div className={className}>{children}</div>;
}
