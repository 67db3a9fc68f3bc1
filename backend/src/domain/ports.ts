import type { Language } from '@pincite/contract';
import type { CounterName, GaugeName, HistogramName, LabelsOf } from '@pincite/signals';
import type {
  DocumentId,
  DocumentRecord,
  LawDocument,
  LawLine,
  Passage,
  Provision,
  ProvisionLabel,
} from './law.ts';

/** What the corpus is at the moment. */
export interface CorpusState {
  readonly kind: 'law' | 'primer';
  /** Changes whenever any text changes. */
  readonly version: string;
  /** The collection that holds the vectors of this state; absent before the first ingestion. */
  readonly vectorGeneration: string | undefined;
  readonly ingestedAt: string | undefined;
}

/** Reads the catalogue. Calls are synchronous: the catalogue is a local file. */
export interface Catalogue {
  state(): CorpusState;
  documents(): readonly DocumentRecord[];
  document(id: DocumentId, lang: Language): DocumentRecord | undefined;
  lines(id: DocumentId, lang: Language): readonly LawLine[];
  provision(id: DocumentId, lang: Language, label: ProvisionLabel): Provision | undefined;
  /** Direct children of a provision, or the top provisions when `label` is undefined, in order. */
  children(id: DocumentId, lang: Language, label: ProvisionLabel | undefined): readonly Provision[];
  /** The addresses of the top-level sections in order, for "the Act ends at section 275". */
  sectionLabels(id: DocumentId, lang: Language): readonly ProvisionLabel[];
  passage(id: DocumentId, lang: Language, label: ProvisionLabel): Passage | undefined;
  /** Passages by the ids that the vector index returns; ids of an older state are left out. */
  passagesByVectorId(ids: readonly string[]): readonly (Passage | undefined)[];
  /** Counts served, by language. */
  counts(): Readonly<Record<Language, { documents: number; provisions: number }>>;
}

export interface ScoredPassage {
  readonly passage: Passage;
  readonly score: number;
}

/** Ranks passages by their words (bm25). Synchronous, like the catalogue. */
export interface LexicalIndex {
  /** `terms` are analysed tokens; better passages first. */
  search(query: {
    terms: readonly { token: string; weight: number }[];
    lang: Language;
    document?: DocumentId;
    limit: number;
  }): readonly ScoredPassage[];
}

/** Ranks passages by their meaning. */
export interface VectorIndex {
  /** Ids with cosine similarity, best first. Throws AppError `source-unavailable` when it is down. */
  query(
    generation: string,
    vector: Float32Array,
    options: { lang?: Language; document?: DocumentId; limit: number; signal?: AbortSignal },
  ): Promise<readonly { id: string; similarity: number }[]>;
  /** Makes the generation ready to hold vectors of this many dimensions. */
  prepare(generation: string, dimensions: number): Promise<void>;
  upsert(
    generation: string,
    entries: readonly { id: string; vector: Float32Array; lang: Language; document: DocumentId }[],
  ): Promise<void>;
  remove(generation: string, ids: readonly string[]): Promise<void>;
  ids(generation: string): Promise<ReadonlySet<string>>;
  /** Removes every generation but these. */
  retain(generations: readonly string[]): Promise<void>;
  /** Throws when the index does not answer. */
  ping(signal?: AbortSignal): Promise<void>;
}

/** Turns texts into vectors. */
export interface Embedder {
  /** Names the model and its fit; vectors of different ids must not be mixed. */
  readonly id: string;
  readonly dimensions: number;
  embed(
    texts: readonly { text: string; lang: Language }[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** One change of the catalogue, as the ledger keeps it. */
export interface LedgerEntry {
  readonly sequence: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly run: string;
  readonly operation:
    | 'add'
    | 'change'
    | 'remove'
    | 'document-add'
    | 'document-change'
    | 'document-remove';
  readonly document: DocumentId;
  readonly lang: Language;
  readonly provision: ProvisionLabel | undefined;
  readonly hashBefore: string | undefined;
  readonly hashAfter: string | undefined;
}

export type TokenUsage = { readonly input: number; readonly output: number };

/** What a provider streams. `passages` lets the extractive answerer quote without reading a prompt. */
export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly { role: 'user' | 'assistant'; content: string }[];
  readonly passages: readonly PromptPassage[];
  readonly question: string;
  readonly lang: Language;
  readonly maxTokens: number;
  /** Sentences that the reader already has, markers included; the provider goes on after them. */
  readonly shown: readonly string[];
}
export interface PromptPassage {
  /** The id that the model cites: `S1.p2`. */
  readonly id: string;
  readonly passage: Passage;
  /** How well search ranked it, in 0..1. */
  readonly score: number;
}
export type ModelChunk =
  | { readonly type: 'text'; readonly text: string }
  /** A whole sentence, markers included, that must not be split further. */
  | { readonly type: 'sentence'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: TokenUsage };

/** A provider of answers. */
export interface AnswerModel {
  readonly id: string;
  readonly model: string;
  /** True when the provider only quotes the passages. */
  readonly extractive: boolean;
  /** Throws AppError `provider-failed`, `rate-limited` or `timeout`; stops when the signal aborts. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

/** Short-lived shared state: conversations, event logs, rate limits. */
export interface KeyValueStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Appends to a list and gives its new length; the list expires `ttlSeconds` after the last append. */
  append(key: string, value: string, ttlSeconds: number): Promise<number>;
  list(key: string, from: number): Promise<readonly string[]>;
  /** Adds one in a window that starts with the first call; gives the count and the seconds left. */
  increment(key: string, windowSeconds: number): Promise<{ count: number; resetSeconds: number }>;
  ping(): Promise<void>;
  /** `redis` or `memory`. */
  readonly kind: string;
}

export interface Flags {
  isEnabled(name: string): boolean;
  /** The payload of the flag's variant, undefined when there is none. */
  payload(name: string): string | undefined;
  /** When flags were last fetched from the server, Unix milliseconds; undefined before. */
  lastFetch(): number | undefined;
  ping(): Promise<void>;
}

export interface Metrics {
  count<N extends CounterName>(name: N, labels: LabelsOf<N>, by?: number): void;
  set<N extends GaugeName>(name: N, labels: LabelsOf<N>, value: number): void;
  observe<N extends HistogramName>(name: N, labels: LabelsOf<N>, value: number): void;
}

export type AttributeValue = string | number | boolean;
export interface Span {
  set(key: string, value: AttributeValue): void;
}
export interface Tracer {
  /** Runs `work` in a child span of the current one; an error marks the span and goes on. */
  span<T>(name: string, work: (span: Span) => Promise<T>): Promise<T>;
  /** A span that is ended by hand, for work that yields; `run` makes it current. */
  open(name: string): { span: Span; run<T>(work: () => T): T; end(error?: unknown): void };
  /** 32 hex digits; a random one when nothing is traced. */
  traceId(): string;
}

/** Structured log; a fixed sentence, data in fields; never a question's text. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Where documents come from. */
export interface LawSource {
  readonly id: string;
  readonly corpus: 'law' | 'primer';
  /** The files there are; `version` changes whenever the bytes may have (an ETag or a hash). */
  list(signal?: AbortSignal): Promise<readonly SourceFile[]>;
  read(file: SourceFile, signal?: AbortSignal): Promise<Uint8Array>;
}
export interface SourceFile {
  readonly document: DocumentId;
  readonly lang: Language;
  readonly name: string;
  readonly version: string;
  /** What the source says about the document beside its text. */
  readonly about: { readonly aliases: readonly string[]; readonly theAct?: DocumentId };
}

/** Writes the catalogue; the caller holds the only writer. */
export interface CatalogueWriter {
  /** The version of each file that was taken in last, by `document/lang`. */
  fileVersions(): ReadonlyMap<string, string>;
  /** What readers see beside what is held for them at the end of the run. */
  state(): {
    readonly corpus: 'law' | 'primer';
    /** Corpus versions; they differ while a run, or one that died, has changed something. */
    readonly served: string;
    readonly held: string;
    readonly vectorGeneration: string | undefined;
    /** True when the generation holds a vector for every passage that is served. */
    readonly vectorsComplete: boolean;
    /** Passages that are held, each with a vector id of its own. */
    readonly passages: number;
  };
  /** Hash of the text by `label` of what is held. */
  hashes(id: DocumentId, lang: Language): ReadonlyMap<ProvisionLabel, string>;
  /** One transaction: replaces the document in one language and appends to the ledger. */
  replace(document: LawDocument, file: SourceFile, run: string): readonly LedgerEntry[];
  /** One transaction: takes a document out, in both languages or in one, and appends to the ledger. */
  remove(id: DocumentId, run: string, lang?: Language): readonly LedgerEntry[];
  /** Passages of the state that is held, for fitting and filling the vector index. */
  passages(): Iterable<{
    vectorId: string;
    document: DocumentId;
    lang: Language;
    provision: ProvisionLabel;
    text: string;
  }>;
  startRun(run: string, source: string): void;
  /** Ends the run and switches the state that readers see. */
  finishRun(
    run: string,
    result: {
      status: 'complete' | 'failed';
      corpus: 'law' | 'primer';
      vectorGeneration?: string;
      failures: readonly { file: string; reason: string }[];
    },
  ): void;
  /** Keeps what embeds the vectors of a generation; models of other generations go at its finish. */
  saveModel(generation: string, model: Uint8Array): void;
  model(generation: string): Uint8Array | undefined;
  ledger(fromSequence: number): Iterable<LedgerEntry>;
  close(): void;
}
