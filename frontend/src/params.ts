import { defineParams } from '@sveltejs/kit/params';
import { isLocale } from './lib/locale.ts';

/** The first part of every address is a language. */
export const params = defineParams({
  locale: (value) => (isLocale(value) ? value : undefined),
});
