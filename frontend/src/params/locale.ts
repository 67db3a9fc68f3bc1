import { isLocale } from '#lib/locale.ts';

export const match = (value: string): value is 'en' | 'fr' => isLocale(value);
