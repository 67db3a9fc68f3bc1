import type { Locale as ApiLocale } from '@pincite/contract';

/** The language of the interface, first part of every address. */
export type Locale = 'en' | 'fr';

export function isLocale(value: string): value is Locale {
  return value === 'en' || value === 'fr';
}

/** What the API calls it. */
export function apiLocale(locale: Locale): ApiLocale {
  return locale === 'fr' ? 'fr-CA' : 'en-CA';
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'fr' : 'en';
}

/** The reader's preferred language by the `Accept-Language` header; English when it names neither. */
export function preferredLocale(header: string | null): Locale {
  const ranked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return {
        lang: tag.slice(0, 2).toLowerCase(),
        weight: weight ? Number(weight.trim().slice(2)) : 1,
      };
    })
    .filter(({ lang }) => isLocale(lang))
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.lang === 'fr' ? 'fr' : 'en';
}
