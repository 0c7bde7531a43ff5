import { beforeEach, describe, expect, it, vi } from 'vitest';
import { create } from '../../../snippet/src/index';

const id = (letter: string) => letter.repeat(60);
const told: { url: string; body: Record<string, unknown> }[] = [];

/** Opens a landing page of a fresh visitor, or of one who was here. */
function land(query: string, cookie = '') {
  // biome-ignore lint/suspicious/noDocumentCookie: what is tested
  document.cookie = cookie ? `trib_click=${cookie};path=/` : 'trib_click=;path=/;max-age=0';
  history.replaceState(null, '', `/landing${query}`);
}

beforeEach(() => {
  told.length = 0;
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: undefined, configurable: true });
  vi.stubGlobal(
    'fetch',
    vi.fn(async (url: string, init: { body: string }) => {
      told.push({ url, body: JSON.parse(init.body) });
      return { json: async () => ({ click_id: id('m'), verdict: 'accepted' }) };
    }),
  );
});

const options = { key: 'trib_pk_x', host: 'https://partners.example' };

describe('the snippet', () => {
  it('writes no cookie before consent, and all of it after', async () => {
    land(`?click_id=${id('a')}`);
    const tracker = create(options);
    await tracker.ready;
    expect(document.cookie).toBe('');
    tracker.consent(true);
    expect(document.cookie).toBe(`trib_click=${id('a')}`);
    tracker.consent(false);
    expect(document.cookie).toBe('');
  });

  it('writes at once where the page has consent already', () => {
    land(`?click_id=${id('a')}`);
    create({ ...options, consent: 'given' });
    expect(document.cookie).toBe(`trib_click=${id('a')}`);
  });

  it('takes Global Privacy Control for a no, until the visitor says yes', () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    land(`?click_id=${id('a')}`);
    const tracker = create({ ...options, consent: 'given' });
    expect(document.cookie).toBe('');
    tracker.consent(true);
    expect(document.cookie).toContain(id('a'));
  });

  it('keeps the first click and the last two', () => {
    land(`?click_id=${id('d')}`, [id('a'), id('b'), id('c')].join('.'));
    create({ ...options, consent: 'given' });
    expect(document.cookie).toBe(`trib_click=${id('a')}.${id('c')}.${id('d')}`);
  });

  it('moves a click that comes again to the end', () => {
    land(`?click_id=${id('a')}`, [id('a'), id('b')].join('.'));
    expect(create({ ...options, consent: 'given' }).clickId()).toBe(id('b') + id('a'));
  });

  it.each(['via', 'ref', 'fpr', 'pid'])(
    'asks for a click id where the landing page has ?%s=',
    async (name) => {
      land(`?${name}=maya&sub1=mail`);
      const tracker = create({ ...options, consent: 'given' });
      await tracker.ready;
      expect(told[0]?.url).toBe('https://partners.example/v1/track/click?key=trib_pk_x');
      expect(told[0]?.body).toMatchObject({ token: 'maya', url: expect.stringContaining('sub1=mail') });
      expect(document.cookie).toBe(`trib_click=${id('m')}`);
    },
  );

  it('asks for none where the redirect gave one', async () => {
    land(`?click_id=${id('a')}&ref=maya`);
    await create(options).ready;
    expect(told).toEqual([]);
  });

  it('tells of a signup, a lead and a sale with the visitor’s clicks', async () => {
    land(`?click_id=${id('a')}`);
    const tracker = create(options);
    await tracker.signup({ customer_id: 'c1' });
    await tracker.lead({ customer_email: 'x@y.example' });
    await tracker.sale({ transaction_id: 'T1', amount: 1999, currency: 'EUR' });
    expect(told.map((one) => [one.url.split('?')[0]?.split('/').pop(), one.body])).toEqual([
      ['lead', { click_id: id('a'), event: 'signup', customer_id: 'c1' }],
      ['lead', { click_id: id('a'), event: 'lead', customer_email: 'x@y.example' }],
      ['sale', { click_id: id('a'), transaction_id: 'T1', amount: { amount: 1999, currency: 'EUR' } }],
    ]);
  });

  it('waits with what it tells until the click has its id', async () => {
    land('?ref=maya');
    await create(options).signup({ customer_id: 'c1' });
    expect(told[1]?.body.click_id).toBe(id('m'));
  });

  it('goes on when a token is nobody’s', async () => {
    land('?ref=nobody');
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new Error('offline'))),
    );
    const tracker = create(options);
    await tracker.ready;
    expect(tracker.clickId()).toBe('');
  });

  it('hands the clicks to a Shopify cart and to a Stripe payment link', async () => {
    land(`?click_id=${id('a')}`);
    const tracker = create(options);
    await tracker.shopify();
    expect(told[0]).toEqual({ url: '/cart/update.js', body: { attributes: { trib_click: id('a') } } });
    expect(tracker.stripe('https://buy.stripe.com/x?locale=de')).toBe(
      `https://buy.stripe.com/x?locale=de&client_reference_id=${id('a')}`,
    );
  });
});
