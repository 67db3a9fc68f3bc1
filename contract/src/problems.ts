import { z } from 'zod';

/**
 * Every problem that the API can answer with (RFC 9457). The one table: `status` is the HTTP status,
 * `retryable` says whether the same request may succeed later.
 */
export const PROBLEMS = {
  'invalid-json': { status: 400, title: 'The body is not valid JSON', retryable: false },
  'invalid-request': { status: 400, title: 'The request is not understood', retryable: false },
  unauthorized: { status: 401, title: 'Sign in first', retryable: false },
  forbidden: { status: 403, title: 'Not allowed', retryable: false },
  'not-found': { status: 404, title: 'Nothing is here', retryable: false },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here', retryable: false },
  'not-acceptable': { status: 406, title: 'No acceptable representation', retryable: false },
  conflict: { status: 409, title: 'The request conflicts with what is there', retryable: false },
  'payload-too-large': { status: 413, title: 'The body is too large', retryable: false },
  'unsupported-media-type': { status: 415, title: 'Send application/json', retryable: false },
  'rate-limited': { status: 429, title: 'Too many requests', retryable: true },
  internal: { status: 500, title: 'Internal error', retryable: true },
  'provider-failed': { status: 502, title: 'The answer could not be produced', retryable: true },
  overloaded: { status: 503, title: 'Too much work at the moment', retryable: true },
  'shutting-down': { status: 503, title: 'The service is restarting', retryable: true },
  'source-unavailable': { status: 503, title: 'A source is unavailable', retryable: true },
  timeout: { status: 504, title: 'The answer took too long', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details, with the trace of the request that met it. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(PROBLEM_CODES),
  trace_id: z.string(),
  retry_after_seconds: z.int().positive().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Media type of a problem document. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
