import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

/** The address with another row open. */
export function withRow(address: string, id: string): string {
  const [path = '', query = ''] = address.split('?', 2);
  const search = new URLSearchParams(query);
  search.set('id', id);
  return `${path}?${search}`;
}

/**
 * The link that covers its row and opens the row's drawer by `?id=`, keeping the
 * rest of the address. Plain, because a table has many: the router's own link
 * listens to every change of the address.
 */
export function RowLink({
  id,
  label,
  address,
  className,
}: {
  id: string;
  label: string;
  address: string;
  className?: string | undefined;
}) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({
      to: '.',
      search: ((now: Record<string, unknown>) => ({ ...now, id })) as never,
      resetScroll: false,
    });
  };
  return (
    <a href={withRow(address, id)} className={className} onClick={open}>
      <span className="hidden">{label}</span>
    </a>
  );
}
