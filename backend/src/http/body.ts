import type { Request } from 'express';
import type { z } from 'zod';
import { AppError } from '../domain/errors.ts';

/**
 * The body of a request, as the schema has it. Throws AppError `unsupported-media-type` for another
 * content type and `invalid-request` naming every field that is not understood.
 */
export function bodyOf<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): z.infer<Schema> {
  if (request.is('application/json') === false || request.headers['content-type'] === undefined)
    throw new AppError(
      'unsupported-media-type',
      'Send the body as JSON with Content-Type: application/json.',
    );
  return parseWith(schema, request.body, 'body');
}

/** Parses any part of a request; `whole` names the part when the fault is not in one field. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  whole: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          field: [...issue.path, key].join('.'),
          message: 'is not known',
        }))
      : [{ field: issue.path.join('.') || whole, message: readable(issue.message) }],
  );
  const detail = fields.map(({ field, message }) => `"${field}" ${message}`).join('; ');
  throw new AppError('invalid-request', `${detail}.`, { fields });
}

function readable(message: string): string {
  return message
    .replace(/^Invalid input: /u, 'is wrong: ')
    .replace(/^Invalid option: /u, 'is wrong: ');
}
