import { DatabaseSync } from 'node:sqlite';
import { LANGUAGES, type Language } from '@pincite/contract';
import type { Clock } from '../../domain/clock.ts';
import { AppError } from '../../domain/errors.ts';
import type { CatalogueWriter } from '../../domain/ports.ts';
import { guarded, openForWriting, transaction } from './database.ts';
import { documentVersions } from './document-versions.ts';
import { corpusVersion, documentHash, textHashes } from './hashes.ts';
import { appendToLedger, differences, readLedger } from './ledger.ts';

/** Changes when what is stored for a given document changes, so that it is stored anew. */
const INDEX_VERSION = '1';

export interface WriterOptions {
  /** The analysis that queries go through too: stemmed, folded tokens. */
  readonly analyse: (text: string, lang: Language) => readonly string[];
  readonly clock: Pick<Clock, 'now'>;
  /** Changes when `analyse` gives other tokens for the same text. */
  readonly analysisVersion?: string;
}

/** Only one process writes: it holds a lock file that the system frees when the process dies. */
function lockFor(path: string): DatabaseSync {
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw new AppError('conflict', `Another ingestion run is writing the catalogue ${path}.`, {
      cause: error,
    });
  }
}

/**
 * Opens the only writer of the catalogue; the file is created when missing. Each `replace` and `remove`
 * is durable on its own, and readers see all of them together at `finishRun`. Throws AppError `conflict`
 * when another writer is open, `source-unavailable` when the file cannot be written; both leave the
 * catalogue as it was.
 */
export function openCatalogueWriter(path: string, options: WriterOptions): CatalogueWriter {
  const database = openForWriting(path);
  let lock: DatabaseSync;
  try {
    lock = guarded(path, () => lockFor(path));
  } catch (error) {
    database.close();
    throw error;
  }
  const indexVersion = `${INDEX_VERSION}.${options.analysisVersion ?? '1'}`;
  const now = () => new Date(options.clock.now()).toISOString();
  const versions = documentVersions(database, { analyse: options.analyse, indexVersion });
  const writing = <T>(work: () => T): T => guarded(path, () => transaction(database, work));

  return {
    fileVersions() {
      const rows = database
        .prepare(
          'SELECT document, lang, file_version, index_version FROM document_versions WHERE held = 1',
        )
        .all();
      // What was stored in another form is named so that its file counts as changed.
      return new Map(
        rows.map((row) => [
          `${row.document}/${row.lang}`,
          row.index_version === indexVersion
            ? String(row.file_version)
            : `${row.file_version} stored as ${row.index_version}`,
        ]),
      );
    },
    state() {
      const corpus = database.prepare('SELECT * FROM corpus').get();
      const generation = corpus?.vector_generation ?? undefined;
      const passages = database
        .prepare(
          'SELECT count(DISTINCT p.vector_id) AS passages FROM passages p JOIN document_versions v ON v.id = p.version WHERE v.held = 1',
        )
        .get()?.passages;
      return {
        corpus: corpus?.kind === 'law' ? 'law' : 'primer',
        served: String(corpus?.version),
        held: corpusVersion(database),
        vectorGeneration: generation === undefined ? undefined : String(generation),
        vectorsComplete: corpus?.vectors_version === corpus?.version,
        passages: Number(passages),
      };
    },
    hashes(id, lang) {
      const held = versions.held(id, lang);
      return held === undefined ? new Map() : versions.hashes(held.id);
    },
    replace(document, file, run) {
      return writing(() => {
        const held = versions.held(document.id, document.lang);
        const hash = documentHash(document);
        if (held !== undefined && held.hash === hash && held.index_version === indexVersion) {
          // The file was written anew with nothing changed in it.
          database
            .prepare('UPDATE document_versions SET file_version = ? WHERE id = ?')
            .run(file.version, held.id);
          return [];
        }
        const after = textHashes(document);
        const before =
          held === undefined ? undefined : { hash: held.hash, labels: versions.hashes(held.id) };
        const changes = differences(before, { hash, labels: after });
        if (held !== undefined) versions.release(held);
        versions.insert(document, hash, after, file.version);
        return appendToLedger(database, { at: now(), run, document, changes });
      });
    },
    remove(id, run, only) {
      return writing(() =>
        LANGUAGES.flatMap((lang) => {
          if (only !== undefined && lang !== only) return [];
          const held = versions.held(id, lang);
          if (held === undefined) return [];
          const changes = differences(
            { hash: held.hash, labels: versions.hashes(held.id) },
            undefined,
          );
          versions.release(held);
          return appendToLedger(database, { at: now(), run, document: { id, lang }, changes });
        }),
      );
    },
    *passages() {
      const seen = new Set<string>();
      const rows = database
        .prepare(
          'SELECT p.vector_id AS id, v.document AS document, v.lang AS lang, p.label AS label, p.embedded_text AS text FROM passages p JOIN document_versions v ON v.id = p.version WHERE v.held = 1 ORDER BY v.document, v.lang, p.id',
        )
        .iterate();
      for (const row of rows) {
        const vectorId = String(row.id);
        if (seen.has(vectorId)) continue;
        seen.add(vectorId);
        yield {
          vectorId,
          document: String(row.document),
          lang: row.lang as Language,
          provision: String(row.label),
          text: String(row.text),
        };
      }
    },
    startRun(run, source) {
      writing(() => {
        // Runs that died did not say so.
        database
          .prepare("UPDATE runs SET status = 'failed', ended_at = ? WHERE status = 'running'")
          .run(now());
        database
          .prepare("INSERT INTO runs (run, source, started_at, status) VALUES (?, ?, ?, 'running')")
          .run(run, source, now());
      });
    },
    finishRun(run, result) {
      writing(() => {
        if (result.status === 'complete') {
          const version = corpusVersion(database);
          const gone = database
            .prepare('SELECT id FROM document_versions WHERE live = 1 AND held = 0')
            .all();
          for (const { id } of gone) versions.remove(Number(id));
          database.exec('UPDATE document_versions SET live = 1 WHERE live = 0 AND held = 1');
          database
            .prepare(
              'UPDATE corpus SET revision = revision + 1, kind = ?, version = ?, ingested_at = ?',
            )
            .run(result.corpus, version, now());
          if (result.vectorGeneration !== undefined) {
            database
              .prepare('UPDATE corpus SET vector_generation = ?, vectors_version = ?')
              .run(result.vectorGeneration, version);
            database.prepare('DELETE FROM models WHERE id <> ?').run(result.vectorGeneration);
          }
        }
        database
          .prepare(
            'UPDATE runs SET ended_at = ?, status = ?, failures = ?, corpus_version = (SELECT version FROM corpus) WHERE run = ?',
          )
          .run(now(), result.status, JSON.stringify(result.failures), run);
      });
      // Readers no longer need the log's pages once they look again; keep the file small.
      guarded(path, () => database.exec('PRAGMA wal_checkpoint(PASSIVE)'));
    },
    saveModel(id, model) {
      writing(() =>
        database
          .prepare(
            'INSERT INTO models (id, model) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET model = excluded.model',
          )
          .run(id, model),
      );
    },
    model(id) {
      const row = database.prepare('SELECT model FROM models WHERE id = ?').get(id);
      return row === undefined ? undefined : (row.model as Uint8Array);
    },
    ledger: (fromSequence) => readLedger(database, fromSequence),
    close() {
      database.close();
      lock.close();
    },
  };
}
