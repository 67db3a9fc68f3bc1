import type { PublicStatus } from '@pincite/contract';
import { backend } from '#lib/backend.server.ts';
import { isLocale } from '#lib/locale.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, fetch }) => {
  const locale = isLocale(params.locale) ? params.locale : 'en';
  // The page is there without the backend too; it then says that the status is unknown.
  const status = await backend<PublicStatus>(fetch, '/api/status').catch(() => undefined);
  return { locale, status };
};
