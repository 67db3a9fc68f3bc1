import { setImmediate as nextTurn } from 'node:timers/promises';
import { LANGUAGES } from '@pincite/contract';
import type { LawDocument } from '../domain/law.ts';
import type { CatalogueWriter, LawSource, Log, SourceFile } from '../domain/ports.ts';
import { checkDocument } from './check-document.ts';
import { type DocumentReport, documentReport, type IngestProgress } from './report.ts';

/** Gives the document that the bytes of a file hold; throws with a reason a reader understands. */
export type ParseDocument = (bytes: Uint8Array, file: SourceFile) => LawDocument;

export interface TakeOptions {
  readonly source: LawSource;
  readonly parse: ParseDocument;
  readonly writer: CatalogueWriter;
  readonly run: string;
  readonly files: readonly SourceFile[];
  /** Takes files in again that have not changed. */
  readonly force: boolean;
  readonly log: Log;
  readonly onProgress: (progress: IngestProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Takes in every file that changed, one document at a time, each durable before the next begins. A file
 * that fails is reported; the document stays as it was. Throws when the signal aborts, or when the
 * catalogue itself cannot be written.
 */
export async function takeDocuments(options: TakeOptions): Promise<readonly DocumentReport[]> {
  const { source, writer, files, run, signal } = options;
  const held = writer.fileVersions();
  const reports: DocumentReport[] = [];
  const due: SourceFile[] = [];
  for (const file of files) {
    const same = held.get(`${file.document}/${file.lang}`) === file.version;
    if (same && !options.force) reports.push(documentReport(file.document, file.lang, []));
    else due.push(file);
  }

  // The next file is read while this one is parsed.
  const read = (file: SourceFile | undefined) => {
    const bytes = file === undefined ? undefined : source.read(file, signal);
    bytes?.catch(() => undefined);
    return bytes;
  };
  let coming = read(due[0]);
  for (const [index, file] of due.entries()) {
    signal.throwIfAborted();
    options.onProgress({ stage: 'documents', done: index, total: due.length, name: file.name });
    const bytes = coming;
    coming = undefined;
    try {
      const content = (await bytes) ?? new Uint8Array();
      coming = read(due[index + 1]);
      const document = options.parse(content, file);
      checkDocument(document, file);
      await nextTurn();
      reports.push(
        documentReport(
          file.document,
          file.lang,
          written(() => writer.replace(document, file, run)),
        ),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof WriteFailure) throw error.cause;
      const reason = error instanceof Error ? error.message : String(error);
      options.log.warn({ event: 'ingest.file-failed', file: file.name, reason }, 'A file failed');
      const { document, lang } = file;
      reports.push({ ...documentReport(document, lang, []), outcome: 'failed', reason });
    }
    coming ??= read(due[index + 1]);
    await nextTurn();
  }
  options.onProgress({ stage: 'documents', done: due.length, total: due.length });
  return reports;
}

/** Takes out what the source no longer has. */
export function removeGone(
  writer: CatalogueWriter,
  files: readonly SourceFile[],
  run: string,
): readonly DocumentReport[] {
  const listed = new Set(files.map((file) => `${file.document}/${file.lang}`));
  const reports: DocumentReport[] = [];
  for (const key of writer.fileVersions().keys()) {
    if (listed.has(key)) continue;
    const cut = key.lastIndexOf('/');
    const document = key.slice(0, cut);
    const lang = LANGUAGES.find((each) => each === key.slice(cut + 1));
    if (lang === undefined) continue;
    reports.push(documentReport(document, lang, writer.remove(document, run, lang)));
  }
  return reports;
}

/** The catalogue could not be written: no fault of the file, and no use in going on. */
class WriteFailure extends Error {}

function written<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WriteFailure('The catalogue cannot be written.', { cause: error });
  }
}
