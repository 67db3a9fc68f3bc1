import { HTTP_ROUTES, type HttpRoute } from '@pincite/signals';
import type { RequestHandler } from 'express';
import type { Clock } from '../domain/clock.ts';
import type { Metrics, Tracer } from '../domain/ports.ts';

/** Gives every response its trace id and safe headers, and observes how long it took. */
export function observeRequests(metrics: Metrics, tracer: Tracer, clock: Clock): RequestHandler {
  return (request, response, next) => {
    const started = clock.monotonic();
    response.set({
      'X-Trace-Id': tracer.traceId(),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    // The span is current now and not when the response is closed; exemplars need it then.
    const opened = tracer.open('http.response');
    response.once('close', () => {
      const seconds = (clock.monotonic() - started) / 1000;
      const method =
        request.method === 'GET' || request.method === 'POST' ? request.method : 'other';
      opened.run(() =>
        metrics.observe(
          'pincite_http_request_duration_seconds',
          { route: routeOf(request.route), method, status_class: classOf(response.statusCode) },
          seconds,
        ),
      );
      opened.end();
    });
    next();
  };
}

/** Express's `/api/documents/:id` as the contract's `/api/documents/{id}`. */
function routeOf(route: unknown): HttpRoute {
  const path =
    typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : '';
  const template = path.replace(/:(\w+)/gu, '{$1}');
  return HTTP_ROUTES.find((known) => known === template) ?? 'other';
}

function classOf(status: number): '2xx' | '3xx' | '4xx' | '5xx' {
  if (status < 300) return '2xx';
  if (status < 400) return '3xx';
  return status < 500 ? '4xx' : '5xx';
}
