import { z } from 'zod';
import { ServiceLevel } from './chat.ts';

export const DEPENDENCY_STATUSES = ['up', 'down', 'not_configured'] as const;

/** `GET /readyz` */
export const Readiness = z.object({
  status: z.enum(['ready', 'degraded', 'not_ready', 'stopping']),
  dependencies: z.record(
    z.string(),
    z.object({
      status: z.enum(DEPENDENCY_STATUSES),
      required: z.boolean(),
      latency_ms: z.number().nonnegative(),
      detail: z.string().optional(),
    }),
  ),
});
export type Readiness = z.infer<typeof Readiness>;

/** `GET /api/status`: what a member of the public may know. */
export const PublicStatus = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  service_level: ServiceLevel,
  /** True when answers quote the law without a model. */
  extractive: z.boolean(),
  corpus: z.object({
    kind: z.enum(['law', 'primer']),
    version: z.string(),
    documents: z.int().nonnegative(),
    newest_pit_date: z.string().optional(),
    /** When the newest complete ingestion run ended, ISO 8601 UTC. */
    ingested_at: z.string().optional(),
  }),
  parts: z.array(z.object({ name: z.string(), status: z.enum(['ok', 'degraded', 'down']) })),
  version: z.string(),
});
export type PublicStatus = z.infer<typeof PublicStatus>;
