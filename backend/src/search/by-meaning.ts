import type { Language } from '@pincite/contract';
import type { Clock } from '../domain/clock.ts';
import { AppError } from '../domain/errors.ts';
import type { DocumentId, Passage } from '../domain/law.ts';
import type { Catalogue, Embedder, VectorIndex } from '../domain/ports.ts';

export interface MeaningDependencies {
  readonly catalogue: Catalogue;
  readonly vectors: VectorIndex;
  readonly embedder: () => Embedder | undefined;
  readonly clock: Clock;
  /** How long to wait, in milliseconds. */
  readonly deadlineMs: number;
}

export interface MeaningQuery {
  /** The text to embed. */
  readonly meaning: string;
  readonly lang: Language;
  readonly document?: DocumentId;
  readonly limit: number;
  readonly signal?: AbortSignal;
}

/**
 * The passages near in meaning, in the reader's language and in force, best first; undefined when there
 * is no index, or it is down, or it does not answer in time. Throws when the reader's signal aborts.
 */
export async function byMeaning(
  { catalogue, vectors, embedder, clock, deadlineMs }: MeaningDependencies,
  { meaning, lang, document, limit, signal }: MeaningQuery,
): Promise<readonly Passage[] | undefined> {
  const generation = catalogue.state().vectorGeneration;
  const model = embedder();
  if (generation === undefined || model === undefined) return undefined;
  const own = new AbortController();
  const both = signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]);
  try {
    const asked = (async () => {
      const [vector] = await model.embed([{ text: meaning, lang }], both);
      if (vector === undefined) return [];
      return vectors.query(generation, vector, {
        ...(document === undefined ? {} : { document }),
        limit,
        signal: both,
      });
    })();
    const late = clock.sleep(deadlineMs, both).then(() => undefined);
    // Whichever loses is stopped below; its rejection then is no news.
    late.catch(() => undefined);
    asked.catch(() => undefined);
    const found = await Promise.race([asked, late]);
    if (found === undefined) return undefined;
    const passages = catalogue.passagesByVectorId(found.map(({ id }) => id));
    return inLanguage(catalogue, passages, lang);
  } catch (error) {
    if (signal?.aborted === true) throw error;
    if (error instanceof AppError && ['source-unavailable', 'timeout'].includes(error.code)) {
      return undefined;
    }
    throw error;
  } finally {
    own.abort();
  }
}

/** Each provision once, in the reader's language where it exists there. */
function inLanguage(
  catalogue: Catalogue,
  passages: readonly (Passage | undefined)[],
  lang: Language,
): readonly Passage[] {
  const found = new Map<string, Passage>();
  for (const passage of passages) {
    if (passage === undefined) continue;
    const key = `${passage.document}\n${passage.provision}`;
    if (found.has(key)) continue;
    const own =
      passage.lang === lang
        ? passage
        : catalogue.passage(passage.document, lang, passage.provision);
    if (own?.status === 'in_force') found.set(key, own);
  }
  return [...found.values()];
}
