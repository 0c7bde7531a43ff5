import { HttpResponse, http } from 'msw/http';
import type { ManagerTicket, PartnerTicket } from '../api/types.gen.ts';
import { ago, days } from './data/base.ts';

/** A question of Maya's that was answered. */
export const ticket: PartnerTicket = {
  id: 'tkt_01JD0ASK',
  number: 'T-01JD0ASK',
  subject: 'May I bid on your name?',
  status: 'answered',
  messages: [
    { from: 'you', text: 'On search engines, that is.\nOnly in Austria.', at: ago(2 * days) },
    { from: 'program', text: 'No, please leave the name to us.', at: ago(1.5 * days) },
  ],
  created_at: ago(2 * days),
  updated_at: ago(1.5 * days),
};

const asked: ManagerTicket = {
  ...ticket,
  partner_id: 'ptr_01JD0MAYA',
  partner: 'Kovač Media',
  status: 'open',
  messages: ticket.messages
    .slice(0, 1)
    .map(({ text, at }) => ({ name: 'Maya Kovač', staff: false, text, at })),
};

const list = <T>(data: T[]) => HttpResponse.json({ data, has_more: false, next_cursor: '' });

export const helpHandlers = [
  http.get('*/api/p/:partner/programs/:program/help', () =>
    HttpResponse.json({
      questions: [{ question: 'May I bid on your name?', answer: 'No. Anything else is fine.' }],
      support: 'partners@northwind.example',
    }),
  ),
  http.get('*/api/p/:partner/programs/:program/tickets', () => list([ticket])),
  http.post('*/api/p/:partner/programs/:program/tickets', () => HttpResponse.json(ticket, { status: 201 })),
  http.get('*/api/p/:partner/programs/:program/tickets/:id', () => HttpResponse.json(ticket)),
  http.post('*/api/p/:partner/programs/:program/tickets/:id/messages', () =>
    HttpResponse.json({ ...ticket, status: 'open' }),
  ),
  http.get('*/api/m/:program/tickets', () => list([asked])),
  http.get('*/api/m/:program/tickets/:id', () => HttpResponse.json(asked)),
  http.post('*/api/m/:program/tickets/:id/messages', () =>
    HttpResponse.json({ ...asked, status: 'answered' }),
  ),
  http.post('*/api/m/:program/tickets/:id/close', () => HttpResponse.json({ ...asked, status: 'closed' })),
];
