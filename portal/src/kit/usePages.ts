import {
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Problem } from '../api';

type Page = { data: unknown[]; has_more: boolean; next_cursor?: string };

/** A list that is read page by page: the rows so far, and how to get more. */
export type Pages<P extends Page> = {
  data: { rows: P['data'][number][] } | undefined;
  error: Problem | null;
  refetch: () => unknown;
  more: (() => void) | undefined;
  loadingMore: boolean;
};

/** How many pages without a row are read before somebody is asked whether to look further. */
const lookedAtOnce = 20;

type Options<P, K extends QueryKey, C> = Pick<
  UseInfiniteQueryOptions<P, Problem, InfiniteData<P>, K, C>,
  'queryKey' | 'queryFn'
>;

/** Reads a list through the generated infinite-query options of any list operation, again every so often if asked. */
export function usePages<P extends Page, K extends QueryKey, C>(
  { queryKey, queryFn }: Options<P, K, C>,
  everyMilliseconds?: number,
): Pages<P> {
  const query = useInfiniteQuery<P, Problem, InfiniteData<P>, K, C>({
    queryKey,
    ...(queryFn ? { queryFn } : {}),
    initialPageParam: {} as C,
    getNextPageParam: (last) => (last.has_more ? (last.next_cursor as C) : undefined),
    ...(everyMilliseconds ? { refetchInterval: everyMilliseconds, meta: { quiet: true } } : {}),
  });
  // A search that has found nothing yet looks on by itself, for a while.
  const empty = query.data?.pages.every((page) => page.data.length === 0) ?? false;
  const looked = query.data?.pages.length ?? 0;
  const looking = empty && query.hasNextPage && (query.isFetchingNextPage || looked % lookedAtOnce !== 0);
  const { fetchNextPage, isFetching } = query;
  useEffect(() => {
    if (looking && !isFetching) void fetchNextPage();
  }, [looking, isFetching, fetchNextPage]);
  return {
    data: looking ? undefined : query.data && { rows: query.data.pages.flatMap((page) => page.data) },
    error: query.error,
    refetch: query.refetch,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}
