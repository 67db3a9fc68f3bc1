import type { PublicStatus } from '@pincite/contract';
import { Router } from 'express';
import type { ServiceLevels } from '../../ask/service-level.ts';
import type { DependencyMonitor } from '../../control/dependency-monitor.ts';
import type { Catalogue } from '../../domain/ports.ts';

export interface StatusDependencies {
  readonly catalogue: Catalogue;
  readonly levels: ServiceLevels;
  readonly monitor: DependencyMonitor;
  readonly hasModel: boolean;
  readonly version: string;
  readonly isStopping: () => boolean;
}

/** What the public sees of a dependency, in words that are not a vendor's. */
const PARTS: Readonly<Record<string, string>> = {
  catalogue: 'law-text',
  chroma: 'search-by-meaning',
  redis: 'conversation-memory',
  unleash: 'switches',
};

/** `GET /healthz`, `GET /readyz`, `GET /api/status` */
export function statusRoutes(dependencies: StatusDependencies): Router {
  const { catalogue, levels, monitor } = dependencies;
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', (_request, response) => {
    const readiness = monitor.readiness();
    const body = dependencies.isStopping() ? { ...readiness, status: 'stopping' } : readiness;
    response.status(body.status === 'ready' || body.status === 'degraded' ? 200 : 503).json(body);
  });
  router.get('/api/status', (_request, response) => {
    const state = catalogue.state();
    const records = catalogue.documents();
    const parts = Object.entries(monitor.readiness().dependencies).flatMap(([name, { status }]) => {
      const part = PARTS[name];
      if (part === undefined || status === 'not_configured') return [];
      return [{ name: part, status: status === 'up' ? ('ok' as const) : ('down' as const) }];
    });
    const newest = records.map(({ pitDate }) => pitDate).reduce((a, b) => (a > b ? a : b), '');
    const level = levels.current();
    response.json({
      status: parts.every(({ status }) => status === 'ok') ? 'ok' : 'degraded',
      service_level: level,
      extractive: level === 'extractive' || !dependencies.hasModel,
      corpus: {
        kind: state.kind,
        version: state.version,
        documents: new Set(records.map(({ id }) => id)).size,
        ...(newest === '' ? {} : { newest_pit_date: newest }),
        ...(state.ingestedAt === undefined ? {} : { ingested_at: state.ingestedAt }),
      },
      parts,
      version: dependencies.version,
    } satisfies PublicStatus);
  });
  return router;
}
