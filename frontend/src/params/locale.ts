import { isLocale } from '$lib/locale';

export const match = (value: string): value is 'en' | 'fr' => isLocale(value);
