import { z } from 'zod';

/** Language of a text of law. */
export const LANGUAGES = ['en', 'fr'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** Locale of a reader. */
export const LOCALES = ['en-CA', 'fr-CA'] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

/** The law language that goes with a reader's locale. */
export function languageOf(locale: Locale): Language {
  return locale === 'fr-CA' ? 'fr' : 'en';
}

/** Calendar date, ISO 8601, `YYYY-MM-DD`. */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;
