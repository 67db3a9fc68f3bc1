import { randomBytes } from 'node:crypto';
import { context, isSpanContextValid, SpanStatusCode, trace } from '@opentelemetry/api';
import { AppError } from '../../domain/errors.ts';
import type { Span, Tracer } from '../../domain/ports.ts';

/** Spans through the OpenTelemetry API; where instrumentation.ts was not loaded they cost nothing. */
export function createTracer(): Tracer {
  const tracer = trace.getTracer('pincite');
  const open: Tracer['open'] = (name) => {
    const inner = tracer.startSpan(name);
    const active = trace.setSpan(context.active(), inner);
    const span: Span = {
      set: (key, value) => {
        inner.setAttribute(key, value);
      },
    };
    return {
      span,
      run: (work) => context.with(active, work),
      end: (error) => {
        if (error !== undefined) {
          inner.setStatus({
            code: SpanStatusCode.ERROR,
            message: error instanceof AppError ? error.code : 'internal',
          });
          inner.setAttribute('error.type', error instanceof AppError ? error.code : 'internal');
        }
        inner.end();
      },
    };
  };
  return {
    open,
    span: async (name, work) => {
      const opened = open(name);
      try {
        const result = await opened.run(() => work(opened.span));
        opened.end();
        return result;
      } catch (error) {
        opened.end(error);
        throw error;
      }
    },
    traceId: () => {
      const current = trace.getActiveSpan()?.spanContext();
      return current !== undefined && isSpanContextValid(current)
        ? current.traceId
        : randomBytes(16).toString('hex');
    },
  };
}
