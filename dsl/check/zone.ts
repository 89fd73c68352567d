/** Whether a text can be the name of an IANA zone. The zone database itself is asked when a calendar is built. */
export const isZoneName = (text: string): boolean => /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]*){1,2})$/u.test(text);
