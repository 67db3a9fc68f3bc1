import type { DocumentBody } from '@pincite/contract';
import { backend } from '#lib/backend.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, fetch }) => {
  const body = await backend<DocumentBody>(
    fetch,
    `/api/documents/${encodeURIComponent(params.id)}?lang=${params.locale}`,
  );
  return {
    body,
    provision: url.searchParams.get('p') ?? '',
    words: (url.searchParams.get('q') ?? '').slice(0, 300),
  };
};
