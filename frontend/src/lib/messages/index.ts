import type { Locale } from '../locale.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export type MessageKey = keyof typeof en;
/** The same keys in every language; a missing one does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>;

const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, fr };

export type Translate = (
  key: MessageKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Words of the interface in one language; `{name}` in a message is replaced by the value. */
export function translator(locale: Locale): Translate {
  return (key, values = {}) =>
    CATALOGUES[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
}

/** A calendar date in the words of the language. */
export function formatDate(date: string, locale: Locale): string {
  const parsed = new Date(`${date.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(parsed.getTime())) return date;
  return new Intl.DateTimeFormat(`${locale}-CA`, { dateStyle: 'long', timeZone: 'UTC' }).format(
    parsed,
  );
}
