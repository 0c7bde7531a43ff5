// The mocked server's part about one's own account.
import { HttpResponse, http } from 'msw/http';
import type { Account, NoticePreference, NoticePreferences, OpenSession } from '../api/types.gen.ts';
import { notices } from './data/telling.ts';

export const account: Account = {
  name: 'Maya Kovač',
  email: 'maya@example.com',
  contact: '',
  language: 'en',
  has_password: true,
  created_at: '2026-01-12T09:00:00Z',
};

export const openSessions: OpenSession[] = [
  {
    id: '1f0c5a9e77b1d2c3',
    browser: 'Firefox',
    system: 'macOS',
    country: 'SI',
    created_at: '2026-03-02T08:00:00Z',
    last_seen: '2026-03-16T09:41:00Z',
    current: true,
  },
  {
    id: '2f0c5a9e77b1d2c3',
    browser: 'Safari',
    system: 'iOS',
    country: 'DE',
    created_at: '2026-03-10T17:30:00Z',
    last_seen: '2026-03-15T20:05:00Z',
    current: false,
  },
];

export const preferences: NoticePreference[] = [
  { kind: 'first_conversion', in_app: true, email: true },
  { kind: 'conversion', in_app: true, email: false },
  { kind: 'commission_approved', in_app: true, email: true },
  { kind: 'payout_sent', in_app: true, email: true },
  { kind: 'new_offer', in_app: true, email: true },
  { kind: 'monthly_summary', in_app: true, email: true },
];

const none = () => new HttpResponse(null, { status: 204 });

export const accountHandlers = [
  http.get('*/api/auth/preferences', () => HttpResponse.json({ preferences })),
  http.put('*/api/auth/preferences', async ({ request }) =>
    HttpResponse.json((await request.json()) as NoticePreferences),
  ),
  http.post('*/api/auth/unsubscribe', () => HttpResponse.json({ kind: 'payout_sent' })),
  http.get('*/api/auth/notices', () =>
    HttpResponse.json({ data: notices, has_more: false, next_cursor: '' }),
  ),
  http.get('*/api/auth/notices/unread', () => HttpResponse.json({ count: 2 })),
  http.post('*/api/auth/notices/read', () => HttpResponse.json({ count: 0 })),
  http.get('*/api/auth/account', () => HttpResponse.json(account)),
  http.put('*/api/auth/account', async ({ request }) =>
    HttpResponse.json({ ...account, ...((await request.json()) as Partial<Account>) }),
  ),
  http.put('*/api/auth/account/password', none),
  http.post('*/api/auth/account/email', () => new HttpResponse(null, { status: 202 })),
  http.post('*/api/auth/email/confirm', none),
  http.post('*/api/auth/email/back', none),
  http.get('*/api/auth/sessions', () =>
    HttpResponse.json({ data: openSessions, has_more: false, next_cursor: '' }),
  ),
  http.delete('*/api/auth/sessions', none),
  http.delete('*/api/auth/sessions/:session', none),
];
