import { FeedbackRequest } from '@pincite/contract';
import { Router } from 'express';
import type { Clock } from '../../domain/clock.ts';
import type { KeyValueStore, Metrics } from '../../domain/ports.ts';
import { bodyOf } from '../body.ts';

/** Feedback is kept this long for the people who look into it. */
const KEPT_SECONDS = 90 * 86_400;

/** `POST /api/feedback` */
export function feedbackRoutes(store: KeyValueStore, metrics: Metrics, clock: Clock): Router {
  const router = Router();
  router.post('/api/feedback', async (request, response) => {
    const feedback = bodyOf(request, FeedbackRequest);
    const at = new Date(clock.now()).toISOString();
    await store.append('feedback', JSON.stringify({ ...feedback, at }), KEPT_SECONDS);
    metrics.count('pincite_feedback_total', { verdict: feedback.verdict });
    response.status(202).json({ accepted: true });
  });
  return router;
}
