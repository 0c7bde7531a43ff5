// The mocked server's part of an organisation: its team and invitations.
import { HttpResponse, http } from 'msw/http';
import type { PartnerKey, PartnerOrganisation, PartnerTeam, TeamInvitation } from '../api/types.gen.ts';

export const team: PartnerTeam = {
  members: [
    {
      id: 'usr_01JDMAYA00000000000000MAYA',
      name: 'Maya Kovač',
      email: 'maya@bean.test',
      role: 'admin',
      joined_at: '2026-02-03T09:00:00Z',
      seen_at: '2026-11-21T08:30:00Z',
      you: true,
    },
    {
      id: 'usr_01JDJON000000000000000JON0',
      name: 'Jon Ek',
      email: 'jon@bean.test',
      role: 'user',
      joined_at: '2026-06-11T14:00:00Z',
      you: false,
    },
  ],
  invitations: [
    {
      id: 'ivt_01JDNEW000000000000000NEW0',
      email: 'nina@bean.test',
      role: 'user',
      status: 'open',
      sent_at: '2026-11-20T10:00:00Z',
      expires_at: '2026-11-27T10:00:00Z',
    },
  ],
};

export const invitation: TeamInvitation = {
  organisation: 'Bean & Book',
  inviter: 'Maya Kovač',
  email: 'nina@bean.test',
  role: 'user',
  account: false,
  signed_in: false,
  expires_at: '2026-11-27T10:00:00Z',
};

export const keys: PartnerKey[] = [
  {
    id: 'key_01JDSHEET00000000000SHEET0',
    name: 'Monthly sheet',
    scopes: ['reports:read', 'commissions:read'],
    hint: 'trib_sk_4fB2aQ',
    status: 'active',
    maker: 'Maya Kovač',
    yours: true,
    created_at: '2026-09-01T09:00:00Z',
    last_used_at: '2026-11-21T06:00:00Z',
  },
  {
    id: 'key_01JDBOT000000000000000BOT0',
    name: 'Link bot',
    scopes: ['links:read', 'links:write'],
    hint: 'trib_sk_9xK1mP',
    status: 'revoked',
    maker: 'Jon Ek',
    yours: false,
    created_at: '2026-07-01T09:00:00Z',
    revoked_at: '2026-08-01T09:00:00Z',
  },
];

export const organisation: PartnerOrganisation = {
  name: 'Bean & Book',
  website: 'https://bean.test',
  country: 'HR',
  address: 'Road 1\n10000 Zagreb',
  description: 'Reviews of coffee.',
};

const done = () => new HttpResponse(null, { status: 204 });

export const teamHandlers = [
  http.get('*/api/p/:partner/team', () => HttpResponse.json(team)),
  http.post('*/api/p/:partner/team/invitations', () =>
    HttpResponse.json(team.invitations[0], { status: 201 }),
  ),
  http.post('*/api/p/:partner/team/invitations/:invitation/resend', () =>
    HttpResponse.json(team.invitations[0]),
  ),
  http.delete('*/api/p/:partner/team/invitations/:invitation', done),
  http.patch('*/api/p/:partner/team/members/:member', done),
  http.delete('*/api/p/:partner/team/members/:member', done),
  http.post('*/api/p/:partner/team/leave', done),
  http.get('*/api/p/:partner/organisation', () => HttpResponse.json(organisation)),
  http.put('*/api/p/:partner/organisation', () => HttpResponse.json(organisation)),
  http.put('*/api/p/:partner/organisation/logo', () => HttpResponse.json(organisation)),
  http.delete('*/api/p/:partner/organisation/logo', () => HttpResponse.json(organisation)),
  http.get('*/api/p/:partner/api-keys', () => HttpResponse.json({ data: keys })),
  http.post('*/api/p/:partner/api-keys', () =>
    HttpResponse.json({ key: 'trib_sk_shown-once', api_key: keys[0] }, { status: 201 }),
  ),
  http.post('*/api/p/:partner/api-keys/:key/rotate', () =>
    HttpResponse.json({ key: 'trib_sk_the-new-one', api_key: keys[0] }, { status: 201 }),
  ),
  http.delete('*/api/p/:partner/api-keys/:key', done),
  http.post('*/api/auth/invitations/look', () => HttpResponse.json(invitation)),
  http.post('*/api/auth/invitations/accept', () =>
    HttpResponse.json({ partner_id: 'ptr_01JDPARTNER000000000000000' }),
  ),
];
