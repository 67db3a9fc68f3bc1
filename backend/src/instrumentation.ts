/**
 * OpenTelemetry, loaded with `--import` before main.ts, so that Express, ioredis and fetch are wrapped
 * when they load. Traces go out by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set; ids exist always.
 * The SDK reads its own OTEL_* variables, as its documentation has them.
 */
import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { createAddHookMessageChannel } from 'import-in-the-middle';
import { telemetryEnvironment } from './config.ts';

// Only instrumented packages are wrapped: wrapping every module would break their live bindings.
const { registerOptions, waitForAllMessagesAcknowledged } = createAddHookMessageChannel();
register('import-in-the-middle/hook.mjs', import.meta.url, registerOptions);

const environment = telemetryEnvironment();
const NOT_TRACED = new Set(['/healthz', '/readyz', '/metrics']);

/** Without a processor there are no spans, and logs and responses would lose their trace ids. */
const nowhere: SpanProcessor = {
  onStart: () => {},
  onEnd: () => {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

const sdk = new NodeSDK({
  serviceName: environment.serviceName,
  spanProcessors: [
    environment.otlpEndpoint === undefined
      ? nowhere
      : new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
  metricReaders: [],
  logRecordProcessors: [],
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: (request) => NOT_TRACED.has(request.url ?? ''),
      requireParentforOutgoingSpans: true,
    }),
    new ExpressInstrumentation({
      ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER],
    }),
    new IORedisInstrumentation({ requireParentSpan: true }),
    new UndiciInstrumentation({ requireParentforSpans: true }),
  ],
});
sdk.start();
await waitForAllMessagesAcknowledged();

/** Sends what is left; called by main.ts when everything else has stopped. */
export function shutdownTelemetry(): Promise<void> {
  return sdk.shutdown();
}
