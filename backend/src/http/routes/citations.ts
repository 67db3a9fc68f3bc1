import { languageOf, VerifyRequest, type VerifyResponse } from '@pincite/contract';
import { Router } from 'express';
import type { VerifyText } from '../../citations/verify-text.ts';
import type { Metrics, Tracer } from '../../domain/ports.ts';
import { detectLanguage } from '../../policy/language.ts';
import { bodyOf } from '../body.ts';

/** `POST /api/citations/verify` */
export function citationRoutes(verify: VerifyText, metrics: Metrics, tracer: Tracer): Router {
  const router = Router();
  router.post('/api/citations/verify', (request, response) => {
    const { text, locale, as_of } = bodyOf(request, VerifyRequest);
    const lang = locale === undefined ? detectLanguage(text, 'en') : languageOf(locale);
    const citations = verify(text, { lang, ...(as_of === undefined ? {} : { asOf: as_of }) });
    for (const { status } of citations)
      metrics.count('pincite_citations_verified_total', { status });
    response.json({
      citations: [...citations],
      trace_id: tracer.traceId(),
    } satisfies VerifyResponse);
  });
  return router;
}
