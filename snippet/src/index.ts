/** What the snippet is told once. */
export type Options = {
  /** The program's publishable key, trib_pk_… */
  key: string;
  /** Where Tributary is, https://partners.example. */
  host: string;
  /** 'wait' (the default): no cookie before tracker.consent(true). 'given': the page has it already. */
  consent?: 'wait' | 'given';
  /** Name of the click id's query parameter, as in the program's settings. */
  param?: string;
  /** For how many days the cookie stays; the program's attribution window. */
  days?: number;
  /** Domain of the cookie, to share it between subdomains. */
  domain?: string;
};

/** What is told of a lead or signup. */
export type Lead = {
  transaction_id?: string;
  click_id?: string;
  customer_id?: string;
  customer_email?: string;
  customer_name?: string;
  coupon_codes?: string[];
  metadata?: Record<string, string>;
};

/** What is told of a sale; amount in minor units. The server must confirm it. */
export type Sale = Omit<Lead, 'customer_name'> & {
  transaction_id: string;
  order_id?: string;
  amount?: number;
  currency?: string;
};

const cookie = 'trib_click';
const tokens = ['via', 'ref', 'fpr', 'pid'];

/** Keeps the visitor's click ids and tells what the visitor does. */
export function create(options: Options) {
  const page = new URLSearchParams(location.search);
  const { key, host, param = 'click_id', days = 90, domain } = options;
  let allowed =
    options.consent === 'given' && !(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;
  let ids: string[] = (document.cookie.match(`(?:^|; )${cookie}=([^;]*)`)?.[1] ?? '')
    .split('.')
    .filter(Boolean);

  const write = (age: number) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser yet
    document.cookie = `${cookie}=${ids.join('.')};path=/;max-age=${age};samesite=lax${domain ? `;domain=${domain}` : ''}${location.protocol === 'https:' ? ';secure' : ''}`;
  };
  const keep = (id?: string) => {
    if (id) {
      ids = [...ids.filter((one) => one !== id), id];
      if (ids.length > 3) ids = [ids[0] as string, ...ids.slice(-2)];
    }
    if (allowed && ids.length) write(days * 86400);
  };
  const post = (verb: string, body: object): Promise<Record<string, unknown>> =>
    fetch(`${host}/v1/track/${verb}?key=${key}`, {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((answer) => answer.json());

  /** Counts a visit by a token or a link's address, and keeps its click id. */
  const click = (visit: { token?: string; link?: string }) =>
    post('click', {
      ...visit,
      url: location.href.slice(0, 2048),
      referrer: document.referrer.slice(0, 2048),
    }).then((answer) => {
      keep(answer.click_id as string);
      return answer;
    });
  /** The visitor's click ids, one after another, as every report takes them. */
  const clickId = () => ids.join('');

  const given = page.get(param);
  const token = tokens.map((name) => page.get(name)).find(Boolean);
  keep(given ?? undefined);
  const ready: Promise<unknown> = !given && token ? click({ token }).catch(() => 0) : Promise.resolve();
  const tell = (verb: string, body: object) =>
    ready.then(() => post(verb, { ...(ids[0] && { click_id: clickId() }), ...body }));

  return {
    click,
    clickId,
    ready,
    /** The visitor's answer to the question for consent; a no takes the cookie away. */
    consent(yes: boolean) {
      allowed = yes;
      if (yes) keep();
      else write(0);
    },
    lead: (lead: Lead) => tell('lead', { event: 'lead', ...lead }),
    signup: (lead: Lead) => tell('lead', { event: 'signup', ...lead }),
    sale: ({ amount, currency, ...sale }: Sale) =>
      tell('sale', { ...sale, ...(amount !== undefined && { amount: { amount, currency } }) }),
    /** Puts the click ids into a Shopify cart, whence they reach the order. */
    shopify: () =>
      ready.then(() =>
        ids[0]
          ? fetch('/cart/update.js', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ attributes: { [cookie]: clickId() } }),
            })
          : undefined,
      ),
    /** Adds the click ids to the address of a Stripe payment link. */
    stripe(address: string) {
      const url = new URL(address);
      if (ids[0]) url.searchParams.set('client_reference_id', clickId());
      return url.href;
    },
  };
}

/** What create returns. */
export type Tracker = ReturnType<typeof create>;
