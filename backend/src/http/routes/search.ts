import {
  LegislationSearchRequest,
  type LegislationSearchResponse,
  languageOf,
} from '@pincite/contract';
import { Router } from 'express';
import type { Tracer } from '../../domain/ports.ts';
import { detectLanguage } from '../../policy/language.ts';
import { analyse } from '../../search/analyse.ts';
import { excerpt } from '../../search/excerpt.ts';
import type { Search } from '../../search/search.ts';
import { bodyOf } from '../body.ts';

const DEFAULT_LIMIT = 10;
const SNIPPET_LENGTH = 280;

/** `POST /api/search/legislation` */
export function searchRoutes(search: Search, tracer: Tracer): Router {
  const router = Router();
  router.post('/api/search/legislation', async (request, response) => {
    const { query, locale, limit, document } = bodyOf(request, LegislationSearchRequest);
    const lang = locale === undefined ? detectLanguage(query, 'en') : languageOf(locale);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const found = await search({
      query,
      lang,
      limit: limit ?? DEFAULT_LIMIT,
      signal: gone.signal,
      ...(document === undefined ? {} : { document }),
    });
    response.json({
      results: found.passages.map(({ passage, score }) => ({
        kind: passage.kind === 'note' ? 'note' : 'law',
        document: passage.document,
        provision: passage.provision,
        citation: passage.citation,
        title: passage.title,
        heading: passage.marginalNote ?? passage.headings.at(-1) ?? '',
        snippet: excerpt(passage.text, analyse(query, passage.lang), passage.lang, SNIPPET_LENGTH),
        url: passage.url,
        score,
        lang: passage.lang,
        status: passage.status,
      })),
      lexical_only: found.lexicalOnly,
      trace_id: tracer.traceId(),
    } satisfies LegislationSearchResponse);
  });
  return router;
}
