import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CatalogueWriter, Log, VectorIndex } from '../domain/ports.ts';
import {
  type EmbedderFit,
  generationOf,
  type PassageText,
  type StorableEmbedder,
} from './embedder-fit.ts';
import type { IngestProgress } from './report.ts';

const BATCH = 500;
/** An embedder is fitted anew when more than this share of the passages is new to it. */
const REFIT_SHARE = 0.1;

export interface FillOptions {
  readonly writer: CatalogueWriter;
  readonly vectors: VectorIndex;
  readonly embedderFit: EmbedderFit;
  readonly log: Log;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly signal: AbortSignal;
}

export interface Filled {
  readonly generation: string;
  readonly written: number;
  /** Takes out what the new state no longer needs; call it when readers have switched. */
  sweep(): Promise<void>;
}

interface Prepared {
  readonly generation: string;
  readonly embedder: StorableEmbedder;
  /** Vectors that the index holds already. */
  readonly ids: ReadonlySet<string>;
}

/** The stored embedder when it still fits these passages, and the vectors that are there for it. */
async function reusable(
  options: FillOptions,
  passages: readonly PassageText[],
): Promise<Prepared | undefined> {
  const { writer, vectors, embedderFit } = options;
  const generation = writer.state().vectorGeneration;
  const bytes = generation === undefined ? undefined : writer.model(generation);
  if (generation === undefined || bytes === undefined) return undefined;
  let embedder: StorableEmbedder;
  try {
    embedder = embedderFit.load(bytes);
  } catch (error) {
    const reason = String(error);
    options.log.warn({ event: 'ingest.model-unusable', reason }, 'The stored embedder is unusable');
    return undefined;
  }
  await vectors.prepare(generation, embedder.dimensions);
  const ids = await vectors.ids(generation);
  const fresh = passages.filter((passage) => !ids.has(passage.vectorId)).length;
  // An index that lost everything is filled again with what it had: the passages are not new.
  const known = ids.size === 0 && writer.state().held === writer.state().served;
  if (!known && fresh > passages.length * REFIT_SHARE) return undefined;
  return { generation, embedder, ids };
}

/**
 * Brings the vector index to the state that is held: fits the embedder or goes on with the stored one,
 * and writes the vectors that are missing, so that a run that died goes on where it stopped. What
 * readers use at the moment stays until `sweep`. Throws AppError `source-unavailable` when the index
 * cannot be reached.
 */
export async function fillVectors(options: FillOptions): Promise<Filled> {
  const { writer, vectors, embedderFit, onProgress, signal } = options;
  // Before the work of a fit: is it there at all?
  await vectors.ping(signal);
  const passages = [...writer.passages()];
  let prepared = await reusable(options, passages);
  if (prepared === undefined) {
    onProgress({ stage: 'embedder', done: 0, total: 1 });
    const embedder = await embedderFit.fit(passages, signal);
    const generation = generationOf(embedder);
    await vectors.prepare(generation, embedder.dimensions);
    writer.saveModel(generation, embedder.toBytes());
    prepared = { generation, embedder, ids: await vectors.ids(generation) };
    onProgress({ stage: 'embedder', done: 1, total: 1 });
  }
  const { generation, embedder, ids } = prepared;

  const missing = passages.filter((passage) => !ids.has(passage.vectorId));
  for (let start = 0; start < missing.length; start += BATCH) {
    signal.throwIfAborted();
    onProgress({ stage: 'vectors', done: start, total: missing.length });
    const batch = missing.slice(start, start + BATCH);
    const embedded = await embedder.embed(batch, signal);
    await vectors.upsert(
      generation,
      batch.flatMap(({ vectorId, lang, document }, index) => {
        const vector = embedded[index];
        return vector === undefined ? [] : [{ id: vectorId, vector, lang, document }];
      }),
    );
    await nextTurn();
  }
  onProgress({ stage: 'vectors', done: missing.length, total: missing.length });

  return {
    generation,
    written: missing.length,
    async sweep() {
      const wanted = new Set(passages.map((passage) => passage.vectorId));
      const stale = [...ids].filter((id) => !wanted.has(id));
      if (stale.length > 0) await vectors.remove(generation, stale);
      await vectors.retain([generation]);
    },
  };
}
