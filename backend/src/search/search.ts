import type { Confidence, Language } from '@pincite/contract';
import type { Clock } from '../domain/clock.ts';
import type { DocumentId, Passage } from '../domain/law.ts';
import type {
  Catalogue,
  Embedder,
  LexicalIndex,
  Metrics,
  ScoredPassage,
  VectorIndex,
} from '../domain/ports.ts';
import { type Aliases, createAliases, normaliseName } from './aliases.ts';
import { byMeaning } from './by-meaning.ts';
import { citedProvisions, directHit } from './direct-hit.ts';
import { fuse, type Ranking } from './fuse.ts';
import {
  confidenceOf,
  GROUNDED_FROM,
  groundedProbability,
  groundingFeatures,
} from './grounding.ts';
import { outsideSubjects } from './outside.ts';
import { type AnalysedQuery, analyseQuery } from './query.ts';
import { createSalience, type Salience } from './salience.ts';

/** How long a search waits for the meaning index, in milliseconds; the words answer without it. */
export const SEMANTIC_DEADLINE_MS = 400;
/** Passages taken from each index; some more near ones, since both languages are among them. */
const CANDIDATES = 30;
/** How much the two rankings count. */
const LEXICAL_WEIGHT = 1;
const SEMANTIC_WEIGHT = 0.7;
/** What a passage gains whose instrument the query names. */
const NAMED_FAVOUR = 1.6;
/** What a passage of the Act gains that the regulations of the corpus are made under: it is the main law. */
const MAIN_ACT_FAVOUR = 1.15;

/** What other passages are worth beside a provision that the query cites. */
const BESIDE_DIRECT = 0.5;

export interface SearchQuery {
  readonly query: string;
  readonly lang: Language;
  /** Only this document. */
  readonly document?: DocumentId;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface SearchResult {
  /** Best first; scores in 0..1. */
  readonly passages: readonly ScoredPassage[];
  /** True when only the words were searched because the meaning index did not answer in time. */
  readonly lexicalOnly: boolean;
  /** False when the sources do not speak of this. */
  readonly grounded: boolean;
  readonly confidence: Confidence;
}

/** Finds passages. Throws when the signal aborts, or AppError when the catalogue cannot be read. */
export type Search = (query: SearchQuery) => Promise<SearchResult>;

export type SearchMode = 'hybrid' | 'lexical' | 'semantic';

export interface SearchDependencies {
  readonly catalogue: Catalogue;
  readonly lexical: LexicalIndex;
  readonly vectors: VectorIndex;
  /** The embedder of the state that is served; undefined before the first ingestion. */
  readonly embedder: () => Embedder | undefined;
  readonly clock: Clock;
  readonly metrics: Metrics;
  /** For evaluation: which indexes to use. */
  readonly mode?: SearchMode;
  /** How long to wait for the meaning index, in milliseconds; SEMANTIC_DEADLINE_MS by default. */
  readonly semanticDeadlineMs?: number;
}

/** What belongs to one state of the corpus. */
interface Held {
  readonly version: string;
  readonly aliases: Aliases;
  readonly titles: readonly string[];
  readonly salience: Salience;
}

/**
 * Hybrid search: words (bm25 over the query and the law's words for it) and meaning in parallel, fused
 * by rank; a citation in the query leads to its provision first; a calibrated model says whether the
 * sources speak of the matter at all.
 */
export function createSearch(dependencies: SearchDependencies): Search {
  const { catalogue, lexical, clock, metrics } = dependencies;
  const { mode = 'hybrid', semanticDeadlineMs = SEMANTIC_DEADLINE_MS } = dependencies;
  let held: Held | undefined;
  const current = (): Held => {
    const { version } = catalogue.state();
    if (held?.version !== version) {
      const documents = catalogue.documents();
      held = {
        version,
        aliases: createAliases(documents),
        titles: documents.map(({ title }) => normaliseName(title)),
        salience: createSalience(lexical, catalogue.counts()),
      };
    }
    return held;
  };

  return async (request) => {
    const started = clock.monotonic();
    request.signal?.throwIfAborted();
    const { aliases, titles, salience } = current();
    const query = analyseQuery(request.query, request.lang);
    const meaning =
      mode === 'lexical'
        ? Promise.resolve(undefined)
        : byMeaning(
            { ...dependencies, deadlineMs: semanticDeadlineMs },
            { ...request, meaning: query.meaning, limit: CANDIDATES + 10 },
          );
    // When the catalogue fails below, what becomes of the meaning is no news.
    meaning.catch(() => undefined);
    const words = mode === 'semantic' ? [] : byWords(lexical, request, query);
    // A query without a word that the sources have is near to nothing.
    const known = query.terms.some(({ token }) => salience(token, request.lang).known);
    const near = await meaning;
    request.signal?.throwIfAborted();

    const rankings: Ranking[] = [{ passages: words, weight: LEXICAL_WEIGHT }];
    if (near !== undefined) {
      rankings.push({ passages: known ? near : [], weight: SEMANTIC_WEIGHT });
    }
    const named = new Set(aliases.find(normaliseName(request.query)).map((each) => each.document));
    const main = aliases.theAct(undefined);
    const fused = fuse(rankings, ({ document }) => {
      if (named.has(document)) return NAMED_FAVOUR;
      return document === main ? MAIN_ACT_FAVOUR : 1;
    });
    const direct = directPassages(catalogue, aliases, request);

    const features = groundingFeatures(
      query,
      request.lang,
      fused.map(({ passage }) => passage),
      (token) => salience(token, request.lang),
      outsideSubjects(query.said, request.lang, titles),
    );
    const probability = direct.length > 0 ? 1 : known ? groundedProbability(features) : 0;
    const passages = merged(direct, fused, request.limit);
    const searched = near === undefined ? 'lexical' : 'hybrid';
    metrics.observe(
      'pincite_search_duration_seconds',
      { mode: searched },
      (clock.monotonic() - started) / 1000,
    );
    metrics.count('pincite_search_results_total', {
      result: passages.length > 0 ? 'hit' : 'empty',
    });
    return {
      passages,
      lexicalOnly: near === undefined,
      grounded: passages.length > 0 && probability >= GROUNDED_FROM,
      confidence: confidenceOf(probability),
    };
  };
}

function byWords(
  lexical: LexicalIndex,
  { lang, document }: SearchQuery,
  { terms }: AnalysedQuery,
): readonly Passage[] {
  if (terms.length === 0) return [];
  return lexical
    .search({ terms, lang, ...(document === undefined ? {} : { document }), limit: CANDIDATES })
    .map(({ passage }) => passage);
}

/** The provisions that the query cites, in its order. */
function directPassages(
  catalogue: Catalogue,
  aliases: Aliases,
  { query, lang, document }: SearchQuery,
): readonly Passage[] {
  const passages: Passage[] = [];
  for (const cited of citedProvisions(query, lang, aliases, document)) {
    if (document !== undefined && cited.document !== document) continue;
    const passage = directHit(catalogue, cited, lang);
    if (passage !== undefined && !passages.includes(passage)) passages.push(passage);
  }
  return passages;
}

function merged(
  direct: readonly Passage[],
  fused: readonly ScoredPassage[],
  limit: number,
): readonly ScoredPassage[] {
  if (direct.length === 0) return fused.slice(0, limit);
  const keys = new Set(direct.map(({ document, provision }) => `${document}\n${provision}`));
  const others = fused
    .filter(({ passage }) => !keys.has(`${passage.document}\n${passage.provision}`))
    .map(({ passage, score }) => ({ passage, score: score * BESIDE_DIRECT }));
  return [...direct.map((passage) => ({ passage, score: 1 })), ...others].slice(0, limit);
}
