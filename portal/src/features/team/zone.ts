/** The reader's own time zone: a team belongs to no program that has one. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
