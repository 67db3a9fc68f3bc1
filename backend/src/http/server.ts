import { BODY_MAX_BYTES } from '@pincite/contract';
import express, { type Express } from 'express';
import type { VerifyText } from '../citations/verify-text.ts';
import { AppError } from '../domain/errors.ts';
import type { Instruments } from '../domain/measure.ts';
import type { Catalogue, KeyValueStore, Log } from '../domain/ports.ts';
import type { Search } from '../search/search.ts';
import { observeRequests } from './observe.ts';
import { problemExit } from './problem.ts';
import { type ChatDependencies, chatRoutes } from './routes/chat.ts';
import { citationRoutes } from './routes/citations.ts';
import { documentRoutes } from './routes/documents.ts';
import { feedbackRoutes } from './routes/feedback.ts';
import { searchRoutes } from './routes/search.ts';
import { type StatusDependencies, statusRoutes } from './routes/status.ts';

export interface ServerDependencies {
  readonly instruments: Instruments;
  readonly log: Log;
  readonly catalogue: Catalogue;
  readonly search: Search;
  readonly verifyText: VerifyText;
  readonly store: KeyValueStore;
  readonly chat: ChatDependencies;
  readonly status: StatusDependencies;
  readonly trustProxy: boolean;
}

/** The HTTP contract as an Express application. */
export function createServer(dependencies: ServerDependencies): Express {
  const { instruments, log } = dependencies;
  const { metrics, tracer, clock } = instruments;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', dependencies.trustProxy ? 1 : false);
  app.use(observeRequests(metrics, tracer, clock));
  app.use((request, response, next) => {
    if (
      !dependencies.status.isStopping() ||
      request.path === '/healthz' ||
      request.path === '/readyz'
    )
      return next();
    response.set('Connection', 'close');
    throw new AppError('shutting-down', 'This server is restarting; try again shortly.', {
      retryAfterSeconds: 2,
    });
  });
  app.use(express.json({ limit: BODY_MAX_BYTES, strict: false }));
  app.use(statusRoutes(dependencies.status));
  app.use(chatRoutes(dependencies.chat));
  app.use(searchRoutes(dependencies.search, tracer));
  app.use(citationRoutes(dependencies.verifyText, metrics, tracer));
  app.use(documentRoutes(dependencies.catalogue));
  app.use(feedbackRoutes(dependencies.store, metrics, clock));
  app.use((request) => {
    throw new AppError('not-found', `There is no ${request.method} ${request.path}.`);
  });
  app.use(problemExit({ log, metrics, tracer }));
  return app;
}
