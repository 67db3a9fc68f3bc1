import { STAGES } from './stages.ts';

/**
 * The catalogue of every metric. Nothing else creates one. A label's values are a closed list; where
 * they come from the configuration (`provider`, `source`) the list is given when the adapter starts.
 * Base units; counters end in `_total`. Latency buckets hold the thresholds of the promises (0.5, 3, 8 s).
 */
export type LabelValues = readonly string[] | 'configured';
export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: Readonly<Record<string, LabelValues>>;
  readonly buckets?: readonly number[];
}

const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const ANSWER_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 34] as const;
const STAGE_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3, 8, 21,
] as const;

/** The routes of the HTTP contract, as templates; anything else is `other`. */
export const HTTP_ROUTES = [
  '/healthz',
  '/readyz',
  '/api/chat',
  '/api/chat/{message_id}/events',
  '/api/chat/{message_id}/stop',
  '/api/search/legislation',
  '/api/citations/verify',
  '/api/documents',
  '/api/documents/{id}',
  '/api/documents/{id}/provisions/{label}',
  '/api/feedback',
  '/api/status',
  'other',
] as const;
export type HttpRoute = (typeof HTTP_ROUTES)[number];

export const METRICS = {
  pincite_build_info: {
    kind: 'gauge',
    help: 'Always 1; the labels name the running version.',
    labels: { version: 'configured' },
  },
  pincite_http_request_duration_seconds: {
    kind: 'histogram',
    help: 'Time from the request to the end of its response, by route template; streams end with the answer.',
    labels: {
      route: HTTP_ROUTES,
      method: ['GET', 'POST', 'other'],
      status_class: ['2xx', '3xx', '4xx', '5xx'],
    },
    buckets: REQUEST_BUCKETS,
  },
  pincite_problems_total: {
    kind: 'counter',
    help: 'Problem responses and error events, by code of the problem table.',
    labels: { code: 'configured' },
  },
  pincite_chat_requests_total: {
    kind: 'counter',
    help: 'Chat requests that were admitted, by how they ended; `cancelled`: the reader left or stopped.',
    labels: {
      outcome: ['answered', 'refused', 'no_grounds', 'small_talk', 'cancelled', 'error'],
      lang: ['en', 'fr'],
    },
  },
  pincite_chat_rejected_total: {
    kind: 'counter',
    help: 'Chat requests refused at admission, before any cost.',
    labels: { reason: ['rate', 'concurrency', 'stopping', 'level'] },
  },
  pincite_chat_in_flight: {
    kind: 'gauge',
    help: 'Answers being produced now.',
    labels: {},
  },
  pincite_chat_first_sentence_seconds: {
    kind: 'histogram',
    help: 'Time from the request to the first verified sentence handed to the reader.',
    labels: {},
    buckets: ANSWER_BUCKETS,
  },
  pincite_chat_duration_seconds: {
    kind: 'histogram',
    help: 'Time from the request to the end of the whole answer.',
    labels: {},
    buckets: ANSWER_BUCKETS,
  },
  pincite_stage_duration_seconds: {
    kind: 'histogram',
    help: 'Time of one stage of an answer, its waiting included.',
    labels: { stage: STAGES },
    buckets: STAGE_BUCKETS,
  },
  pincite_answers_grounding_total: {
    kind: 'counter',
    help: 'Answers by what verification found before anything was withheld.',
    labels: { grounding: ['verified', 'partial', 'failed'] },
  },
  pincite_citation_checks_total: {
    kind: 'counter',
    help: 'Citations checked in answers, by the rung that decided.',
    labels: {
      result: [
        'passed',
        'malformed',
        'unknown',
        'not_found',
        'name_mismatch',
        'pinpoint_missing',
        'not_in_force',
        'quote_mismatch',
        'no_overlap',
        'guard',
        'outside_coverage',
        'uncited',
      ],
    },
  },
  pincite_policy_decisions_total: {
    kind: 'counter',
    help: 'Decisions of the input and output policy.',
    labels: {
      policy: ['input', 'output'],
      verdict: ['allow', 'refuse', 'rewrite', 'small_talk', 'error'],
    },
  },
  pincite_route_requests_total: {
    kind: 'counter',
    help: 'Answers by the place in the active route that produced them.',
    labels: { route: ['primary', 'fallback', 'extractive', 'exhausted'] },
  },
  pincite_provider_attempts_total: {
    kind: 'counter',
    help: 'Attempts at a provider, by result.',
    labels: {
      provider: 'configured',
      result: ['ok', 'error', 'timeout', 'rate_limited', 'cancelled', 'rejected', 'broken_stream'],
    },
  },
  pincite_provider_first_token_seconds: {
    kind: 'histogram',
    help: 'Time from the attempt to the first token of a provider.',
    labels: { provider: 'configured' },
    buckets: ANSWER_BUCKETS,
  },
  pincite_provider_tokens_total: {
    kind: 'counter',
    help: 'Tokens billed by a provider.',
    labels: { provider: 'configured', direction: ['input', 'output'] },
  },
  pincite_search_duration_seconds: {
    kind: 'histogram',
    help: 'Time of one search over the catalogue, lexical and semantic.',
    labels: { mode: ['hybrid', 'lexical'] },
    buckets: REQUEST_BUCKETS,
  },
  pincite_search_results_total: {
    kind: 'counter',
    help: 'Searches by whether anything was found.',
    labels: { result: ['hit', 'empty'] },
  },
  pincite_citations_verified_total: {
    kind: 'counter',
    help: 'Citations in texts sent to be verified, by status.',
    labels: { status: 'configured' },
  },
  pincite_feedback_total: {
    kind: 'counter',
    help: 'Feedback on answers.',
    labels: { verdict: ['up', 'down'] },
  },
  pincite_dependency_up: {
    kind: 'gauge',
    help: '1 while the dependency answers, 0 while it does not.',
    labels: { dependency: ['catalogue', 'chroma', 'redis', 'unleash'] },
  },
  pincite_dependency_latency_seconds: {
    kind: 'gauge',
    help: 'Time of the newest health check of the dependency.',
    labels: { dependency: ['catalogue', 'chroma', 'redis', 'unleash'] },
  },
  pincite_service_level: {
    kind: 'gauge',
    help: 'The service level: 0 full, 1 conserve, 2 divert, 3 extractive, 4 shed.',
    labels: {},
  },
  pincite_feature_flag_evaluations_total: {
    kind: 'counter',
    help: 'Evaluations of feature flags.',
    labels: { flag: 'configured', source: ['server', 'default'] },
  },
  pincite_feature_flag_last_fetch_timestamp_seconds: {
    kind: 'gauge',
    help: 'When flags were last fetched, Unix time; 0 before the first fetch.',
    labels: {},
  },
  pincite_corpus_documents: {
    kind: 'gauge',
    help: 'Documents served, by language.',
    labels: { lang: ['en', 'fr'] },
  },
  pincite_corpus_provisions: {
    kind: 'gauge',
    help: 'Provisions served, by language.',
    labels: { lang: ['en', 'fr'] },
  },
  pincite_ingestion_last_success_timestamp_seconds: {
    kind: 'gauge',
    help: 'When the newest complete run of the source ended, Unix time; 0 before the first.',
    labels: { source: 'configured' },
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;
type NamesOfKind<K extends MetricDefinition['kind']> = {
  [N in MetricName]: (typeof METRICS)[N]['kind'] extends K ? N : never;
}[MetricName];
export type CounterName = NamesOfKind<'counter'>;
export type GaugeName = NamesOfKind<'gauge'>;
export type HistogramName = NamesOfKind<'histogram'>;

/** The labels of a metric, each with its closed list of values. */
export type LabelsOf<N extends MetricName> = {
  [L in keyof (typeof METRICS)[N]['labels']]: (typeof METRICS)[N]['labels'][L] extends readonly (infer V)[]
    ? V
    : string;
};
