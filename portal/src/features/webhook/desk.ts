import { createContext, useContext } from 'react';
import {
  createPostback,
  createWebhook,
  deletePostback,
  deleteWebhook,
  enablePostback,
  enableWebhook,
  getPostbackDelivery,
  getWebhookDelivery,
  type Hook,
  type HookDelivery,
  type HookInput,
  type HookPreview,
  type HookReplayed,
  type Hooks,
  type ListHookDelivery,
  listPostbackDeliveries,
  listPostbacks,
  listWebhookDeliveries,
  listWebhooks,
  pausePostback,
  pauseWebhook,
  previewPostback,
  previewWebhook,
  replayFailedPostbackDeliveries,
  replayFailedWebhookDeliveries,
  replayPostbackDelivery,
  replayWebhookDelivery,
  rotatePostbackSigningSecret,
  rotateWebhookSigningSecret,
  testPostback,
  testWebhook,
  updatePostback,
  updateWebhook,
} from '../../api';
import { useManagerPlace, usePartnerPlace } from '../../app/place';

export type Span = { from: string; to: string };

/** Whose hooks a page is about: a partner's postbacks or a program's webhooks. Both are kept alike. */
export type HookDesk = {
  words: 'postbacks' | 'webhooks';
  key: readonly unknown[];
  zone: string;
  list: () => Promise<Hooks>;
  create: (body: HookInput) => Promise<Hook>;
  update: (hook: string, body: HookInput) => Promise<Hook>;
  remove: (hook: string) => Promise<unknown>;
  pause: (hook: string) => Promise<Hook>;
  enable: (hook: string) => Promise<Hook>;
  rotate: (hook: string) => Promise<{ secret: string }>;
  preview: (url: string) => Promise<HookPreview>;
  test: (hook: string, topic: string) => Promise<HookDelivery>;
  log: (hook: string, cursor?: string) => Promise<ListHookDelivery>;
  delivery: (hook: string, delivery: string) => Promise<HookDelivery>;
  replay: (hook: string, delivery: string) => Promise<HookDelivery>;
  replayFailed: (hook: string, span: Span) => Promise<HookReplayed>;
};

type Answer<T> = Promise<{ data: T }>;
const read = async <T>(answer: Answer<T>) => (await answer).data;
const sure = { throwOnError: true } as const;
const page = (cursor?: string) => ({ query: { limit: 25, ...(cursor ? { cursor } : {}) } });

/** The partner's desk. */
export function usePostbackDesk(): HookDesk {
  const { path, zone } = usePartnerPlace();
  const of = (hook: string) => ({ path: { ...path, hook }, ...sure });
  const one = (hook: string, delivery: string) => ({ path: { ...path, hook, delivery }, ...sure });
  return {
    words: 'postbacks',
    key: ['postbacks', path.partner, path.program],
    zone,
    list: () => read(listPostbacks({ path, ...sure })),
    create: (body) => read(createPostback({ path, body, ...sure })),
    update: (hook, body) => read(updatePostback({ ...of(hook), body })),
    remove: (hook) => read(deletePostback(of(hook))),
    pause: (hook) => read(pausePostback(of(hook))),
    enable: (hook) => read(enablePostback(of(hook))),
    rotate: (hook) => read(rotatePostbackSigningSecret(of(hook))),
    preview: (url) => read(previewPostback({ path, body: { url }, ...sure })),
    test: (hook, topic) => read(testPostback({ ...of(hook), body: { topic } })),
    log: (hook, cursor) => read(listPostbackDeliveries({ ...of(hook), ...page(cursor) })),
    delivery: (hook, delivery) => read(getPostbackDelivery(one(hook, delivery))),
    replay: (hook, delivery) => read(replayPostbackDelivery(one(hook, delivery))),
    replayFailed: (hook, body) => read(replayFailedPostbackDeliveries({ ...of(hook), body })),
  };
}

/** The manager's desk. */
export function useWebhookDesk(): HookDesk {
  const { path, zone } = useManagerPlace();
  const of = (hook: string) => ({ path: { ...path, hook }, ...sure });
  const one = (hook: string, delivery: string) => ({ path: { ...path, hook, delivery }, ...sure });
  return {
    words: 'webhooks',
    key: ['webhooks', path.program],
    zone,
    list: () => read(listWebhooks({ path, ...sure })),
    create: (body) => read(createWebhook({ path, body, ...sure })),
    update: (hook, body) => read(updateWebhook({ ...of(hook), body })),
    remove: (hook) => read(deleteWebhook(of(hook))),
    pause: (hook) => read(pauseWebhook(of(hook))),
    enable: (hook) => read(enableWebhook(of(hook))),
    rotate: (hook) => read(rotateWebhookSigningSecret(of(hook))),
    preview: (url) => read(previewWebhook({ path, body: { url }, ...sure })),
    test: (hook, topic) => read(testWebhook({ ...of(hook), body: { topic } })),
    log: (hook, cursor) => read(listWebhookDeliveries({ ...of(hook), ...page(cursor) })),
    delivery: (hook, delivery) => read(getWebhookDelivery(one(hook, delivery))),
    replay: (hook, delivery) => read(replayWebhookDelivery(one(hook, delivery))),
    replayFailed: (hook, body) => read(replayFailedWebhookDeliveries({ ...of(hook), body })),
  };
}

export const DeskContext = createContext<HookDesk | null>(null);

/** The desk of the page. */
export function useDesk(): HookDesk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a hook is shown without a desk');
  return desk;
}

/** A topic's key in the catalogue, where a dot would mean a level. */
export const topicKey = (topic: string) => `topic.${topic.replace('.', '_')}` as 'topic.commission_created';
