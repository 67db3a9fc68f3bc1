import { PROBLEM_MEDIA_TYPE, PROBLEMS, type Problem } from '@pincite/contract';
import type { ErrorRequestHandler, Response } from 'express';
import { AppError } from '../domain/errors.ts';
import type { Log, Metrics, Tracer } from '../domain/ports.ts';

export interface ProblemDependencies {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/**
 * The one place where an error becomes what a reader sees. Whatever is not an AppError is `internal`,
 * and its message stays in the log.
 */
export function problemOf(error: unknown, { log, metrics, tracer }: ProblemDependencies): Problem {
  const known = toAppError(error);
  const { status, title } = PROBLEMS[known.code];
  const fields = { event: 'http.problem', code: known.code, status };
  if (known.code === 'internal') log.error({ ...fields, error: describe(error) }, 'Internal error');
  else log.debug(fields, 'A request ended with a problem');
  metrics.count('pincite_problems_total', { code: known.code });
  return {
    type: `/problems/${known.code}`,
    title,
    status,
    detail: known.message,
    code: known.code,
    trace_id: tracer.traceId(),
    ...(known.retryAfterSeconds === undefined
      ? {}
      : { retry_after_seconds: known.retryAfterSeconds }),
    ...(known.fields.length === 0 ? {} : { errors: known.fields.map((field) => ({ ...field })) }),
  };
}

/** Writes a problem document; after the headers are out the connection is all that can be ended. */
export function sendProblem(response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.retry_after_seconds !== undefined)
    response.set('Retry-After', String(problem.retry_after_seconds));
  response
    .status(problem.status)
    .set('Content-Type', PROBLEM_MEDIA_TYPE)
    .set('X-Trace-Id', problem.trace_id)
    .end(JSON.stringify(problem));
}

/** Express's error exit. */
export function problemExit(dependencies: ProblemDependencies): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    sendProblem(response, problemOf(error, dependencies));
  };
}

/** The errors of the body parser and the router, by their `type` or `status`. */
function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { type, status } = (typeof error === 'object' && error !== null ? error : {}) as {
    type?: unknown;
    status?: unknown;
  };
  switch (type) {
    case 'entity.parse.failed':
      return new AppError('invalid-json', 'The body could not be read as JSON; check its syntax.', {
        cause: error,
      });
    case 'entity.too.large':
      return new AppError('payload-too-large', 'The body may hold at most 64 kB.', {
        cause: error,
      });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('unsupported-media-type', 'Send the body as UTF-8 JSON.', {
        cause: error,
      });
    case 'request.aborted':
    case 'request.size.invalid':
    case 'entity.verify.failed':
      return new AppError('invalid-request', 'The body did not arrive whole.', { cause: error });
  }
  if (error instanceof URIError || status === 400)
    return new AppError('invalid-request', 'The address is not well formed.', { cause: error });
  return new AppError('internal', 'Something went wrong on our side; try again.', { cause: error });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
