import type { DocumentList, LegislationSearchResponse } from '@pincite/contract';
import { backend } from '#lib/backend.server.ts';
import { apiLocale, isLocale } from '#lib/locale.ts';
import type { PageServerLoad } from './$types';

const LONGEST_QUERY = 1000;

export const load: PageServerLoad = async ({ url, params, fetch }) => {
  const query = (url.searchParams.get('q') ?? '').slice(0, LONGEST_QUERY);
  const document = url.searchParams.get('in') ?? '';
  const locale = isLocale(params.locale) ? params.locale : 'en';
  const list = backend<DocumentList>(fetch, '/api/documents');
  const found =
    query.trim() === ''
      ? undefined
      : backend<LegislationSearchResponse>(fetch, '/api/search/legislation', {
          query,
          locale: apiLocale(locale),
          limit: 20,
          ...(document === '' ? {} : { document }),
        });
  const [{ documents }, results] = await Promise.all([list, found]);
  return {
    query,
    document,
    results,
    // A primer has a note a topic: too many to choose from.
    documents: documents
      .filter(({ kind }) => kind !== 'note')
      .map(({ id, title }) => ({ id, title: title[locale] })),
  };
};
