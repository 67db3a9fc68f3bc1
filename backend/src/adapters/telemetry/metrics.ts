import { isSpanContextValid, trace } from '@opentelemetry/api';
import { METRICS, type MetricDefinition, type MetricName } from '@pincite/signals';
import client from 'prom-client';
import type { Metrics } from '../../domain/ports.ts';

export interface MetricsAdapter extends Metrics {
  /** The OpenMetrics text, exemplars included. */
  text(): Promise<string>;
  readonly contentType: string;
}

type Instrument =
  | { readonly kind: 'counter'; readonly it: client.Counter }
  | { readonly kind: 'gauge'; readonly it: client.Gauge }
  | { readonly kind: 'histogram'; readonly it: client.Histogram };

/**
 * Makes the instruments of the catalogue. `configured` gives the values of labels that come from the
 * configuration; every combination of closed labels starts at zero, so that ratios have series.
 */
export function createMetrics(
  configured: Readonly<Record<string, readonly string[]>>,
): MetricsAdapter {
  const registry = new client.Registry<client.OpenMetricsContentType>();
  registry.setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE);
  client.collectDefaultMetrics({ register: registry as unknown as client.Registry });
  const instruments = new Map<MetricName, Instrument>();
  for (const [name, definition] of Object.entries(METRICS) as [MetricName, MetricDefinition][])
    instruments.set(name, createInstrument(name, definition, registry, configured));

  const find = (name: MetricName): Instrument => {
    const instrument = instruments.get(name);
    if (instrument === undefined) throw new Error(`no metric ${name}`);
    return instrument;
  };
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    count: (name, labels, by = 1) => {
      const { kind, it } = find(name);
      if (kind === 'counter') it.inc({ labels: plain(labels), value: by, ...exemplar() });
    },
    set: (name, labels, value) => {
      const { kind, it } = find(name);
      if (kind === 'gauge') it.set(plain(labels), value);
    },
    observe: (name, labels, value) => {
      const { kind, it } = find(name);
      if (kind === 'histogram') it.observe({ labels: plain(labels), value, ...exemplar() });
    },
  };
}

/** The typed labels of a metric as the plain record that prom-client takes. */
function plain(labels: object): Record<string, string> {
  return Object.fromEntries(Object.entries(labels));
}

/** The trace of the moment, so that a bucket leads to an example; empty when nothing is traced. */
function exemplar(): { exemplarLabels?: Record<string, string> } {
  const current = trace.getActiveSpan()?.spanContext();
  if (current === undefined || !isSpanContextValid(current) || (current.traceFlags & 1) === 0)
    return {};
  return { exemplarLabels: { trace_id: current.traceId, span_id: current.spanId } };
}

function createInstrument(
  name: MetricName,
  definition: MetricDefinition,
  registry: client.Registry<client.OpenMetricsContentType>,
  configured: Readonly<Record<string, readonly string[]>>,
): Instrument {
  const base = {
    name,
    help: definition.help,
    labelNames: Object.keys(definition.labels),
    registers: [registry as unknown as client.Registry],
  };
  const combinations = combine(definition, configured);
  switch (definition.kind) {
    case 'counter': {
      // OpenMetrics adds `_total` by itself.
      const it = new client.Counter({ ...base, enableExemplars: true });
      for (const labels of combinations) it.inc({ labels, value: 0 });
      return { kind: 'counter', it };
    }
    case 'gauge': {
      const it = new client.Gauge(base);
      for (const labels of combinations) it.set(labels, 0);
      return { kind: 'gauge', it };
    }
    case 'histogram': {
      const it = new client.Histogram({
        ...base,
        buckets: [...(definition.buckets ?? [])],
        enableExemplars: true,
      });
      for (const labels of combinations) it.zero(labels);
      return { kind: 'histogram', it };
    }
  }
}

function combine(
  definition: MetricDefinition,
  configured: Readonly<Record<string, readonly string[]>>,
): Record<string, string>[] {
  let combinations: Record<string, string>[] = [{}];
  for (const [label, values] of Object.entries(definition.labels)) {
    const list = values === 'configured' ? (configured[label] ?? []) : values;
    combinations = combinations.flatMap((labels) =>
      list.map((value) => ({ ...labels, [label]: value })),
    );
  }
  return combinations;
}
