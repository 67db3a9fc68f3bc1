import type { DocumentList } from '@pincite/contract';
import { backend } from '#lib/backend.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => {
  const { documents } = await backend<DocumentList>(fetch, '/api/documents');
  return { documents };
};
