import type { Clock } from '../domain/clock.ts';
import type { CatalogueWriter, LawSource, Log, SourceFile, VectorIndex } from '../domain/ports.ts';
import type { EmbedderFit } from './embedder-fit.ts';
import { type Filled, fillVectors } from './fill-vectors.ts';
import type { DocumentReport, IngestProgress, IngestReport, VectorReport } from './report.ts';
import { type ParseDocument, removeGone, takeDocuments } from './take-documents.ts';

export interface IngestOptions {
  readonly source: LawSource;
  readonly parse: ParseDocument;
  /** Goes with a file's version: another parser reads every file again. */
  readonly parserVersion?: string;
  readonly writer: CatalogueWriter;
  /** Without it, or without an embedder, search goes by words only. */
  readonly vectors?: VectorIndex;
  readonly embedderFit?: EmbedderFit;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Log;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal;
  /** Takes every file in again, changed or not. */
  readonly force?: boolean;
}

/**
 * One run from a source to what readers see: takes in what changed, takes out what is gone, fills the
 * vector index, and switches readers at the end. A file that fails is reported and its document stays as
 * it was. Without the vector index the run completes, and a later one fills it. A run that is aborted,
 * that cannot list its source or cannot write ends as `failed`: readers stay, and the next run goes on
 * where this one stopped. Throws only what the catalogue throws when not even that can be written.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { source, writer, clock, log } = options;
  const signal = options.signal ?? new AbortController().signal;
  const onProgress = options.onProgress ?? (() => undefined);
  const started = clock.monotonic();
  const run = `${new Date(clock.now()).toISOString()}-${source.id}`;
  const before = writer.state();
  let documents: readonly DocumentReport[] = [];

  const finish = (
    status: IngestReport['status'],
    failures: IngestReport['failures'],
    vectors: VectorReport,
  ): IngestReport => {
    const generation = vectors.status === 'complete' ? vectors.generation : undefined;
    writer.finishRun(run, {
      status,
      corpus: source.corpus,
      failures,
      ...(generation === undefined ? {} : { vectorGeneration: generation }),
    });
    const { served } = writer.state();
    const seconds = (clock.monotonic() - started) / 1000;
    const changed = served !== before.served;
    const { id } = source;
    log.info(
      { event: 'ingest.finished', run, status, version: served, seconds, failed: failures.length },
      'Ingestion ended',
    );
    return {
      run,
      source: id,
      status,
      changed,
      version: served,
      documents,
      failures,
      vectors,
      seconds,
    };
  };

  writer.startRun(run, source.id);
  let filled: Filled | undefined;
  let report: IngestReport;
  try {
    const files = await listed(source, options.parserVersion, signal);
    documents = await takeDocuments({
      source,
      parse: options.parse,
      writer,
      run,
      files,
      force: options.force === true,
      log,
      onProgress,
      signal,
    });
    documents = [...documents, ...removeGone(writer, files, run)].toSorted(byName);
    const failures = failuresOf(documents, files);
    if (writer.fileVersions().size === 0) {
      return finish('failed', failures, { status: 'off', written: 0 });
    }
    const vectors = await bringVectors(options, { onProgress, signal }, (done) => {
      filled = done;
    });
    report = finish('complete', failures, vectors);
  } catch (error) {
    const reason = signal.aborted
      ? 'The run was stopped.'
      : error instanceof Error
        ? error.message
        : String(error);
    log.error({ event: 'ingest.failed', run, reason }, 'Ingestion failed');
    return finish('failed', [{ file: source.id, reason }], { status: 'off', written: 0 });
  }
  try {
    await filled?.sweep();
  } catch (error) {
    // What is left over is taken out by a later run and is never shown.
    log.warn(
      { event: 'ingest.sweep-failed', reason: String(error) },
      'Old vectors are still there',
    );
  }
  return report;
}

/** The source's files; each version also names the parser. */
async function listed(
  source: LawSource,
  parserVersion: string | undefined,
  signal: AbortSignal,
): Promise<readonly SourceFile[]> {
  const files = await source.list(signal);
  if (files.length === 0) {
    throw new Error('The source lists no documents; nothing was taken out.');
  }
  if (parserVersion === undefined) return files;
  return files.map((file) => ({ ...file, version: `${file.version} parser ${parserVersion}` }));
}

/** Fills the vector index when something is missing in it; its absence is reported, not thrown. */
async function bringVectors(
  options: IngestOptions,
  running: { onProgress: (progress: IngestProgress) => void; signal: AbortSignal },
  onFilled: (filled: Filled) => void,
): Promise<VectorReport> {
  const { writer, vectors, embedderFit, log } = options;
  if (vectors === undefined || embedderFit === undefined) return { status: 'off', written: 0 };
  try {
    const state = writer.state();
    const generation = state.vectorGeneration;
    if (generation !== undefined && state.held === state.served && state.vectorsComplete) {
      const held = await countOf(vectors, generation, running.signal);
      if (held >= state.passages) return { status: 'complete', generation, written: 0 };
    }
    const filled = await fillVectors({ writer, vectors, embedderFit, log, ...running });
    onFilled(filled);
    return { status: 'complete', generation: filled.generation, written: filled.written };
  } catch (error) {
    running.signal.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    log.warn({ event: 'ingest.vectors-unavailable', reason: detail }, 'Vectors are not filled');
    return { status: 'unavailable', written: 0, detail };
  }
}

/** Vectors in a generation; none when the index lost it. Throws when the index does not answer. */
async function countOf(
  vectors: VectorIndex,
  generation: string,
  signal: AbortSignal,
): Promise<number> {
  await vectors.ping(signal);
  try {
    return (await vectors.ids(generation)).size;
  } catch {
    return 0;
  }
}

function failuresOf(
  documents: readonly DocumentReport[],
  files: readonly SourceFile[],
): IngestReport['failures'] {
  return documents.flatMap(({ document, lang, outcome, reason }) => {
    if (outcome !== 'failed') return [];
    const file = files.find((each) => each.document === document && each.lang === lang);
    return [{ file: file?.name ?? document, reason: reason ?? '' }];
  });
}

function byName(left: DocumentReport, right: DocumentReport): number {
  const key = (each: DocumentReport) => `${each.document}/${each.lang}`;
  return key(left) < key(right) ? -1 : 1;
}
