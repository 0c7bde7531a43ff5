import { Link } from '@tanstack/react-router';

/** The link that covers its row and opens the row's drawer by `?id=`, keeping the rest of the address. */
export function RowLink({
  id,
  label,
  className,
}: {
  id: string;
  label: string;
  className?: string | undefined;
}) {
  return (
    <Link
      to="."
      search={((now: Record<string, unknown>) => ({ ...now, id })) as never}
      className={className}
      aria-label={label}
      resetScroll={false}
    />
  );
}
