import type { ProblemCode } from '@pincite/contract';

/**
 * The one error of this code base. Adapters choose the code at their border; nothing above them looks
 * at a vendor's error. Expected outcomes (refused, nothing found) are values, not errors.
 */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly retryAfterSeconds: number | undefined;
  readonly fields: readonly { field: string; message: string }[];

  /** `detail` is shown to the reader: it names what is wrong and what to do, never a secret. */
  constructor(
    code: ProblemCode,
    detail: string,
    options: {
      cause?: unknown;
      retryAfterSeconds?: number;
      fields?: readonly { field: string; message: string }[];
    } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.fields = options.fields ?? [];
  }
}
