/** Where the QR code of a link is drawn. */
export const qrAddress = (path: { partner: string; program: string }, link: string) =>
  `/api/p/${path.partner}/programs/${path.program}/links/${link}/qr.svg`;
