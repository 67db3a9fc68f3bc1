import { parseArgs } from 'node:util';
import { AppError } from '../domain/errors.ts';
import type { Catalogue } from '../domain/ports.ts';
import { type IngestOptions, ingest } from '../ingest/ingest.ts';
import type { IngestProgress, IngestReport } from '../ingest/report.ts';

export const INGEST_USAGE = `npm run ingest -- [options]
  --source <folder|site|primer>  where the documents come from; by default the corpus folder when one is
                                 configured, else the site when it answers, else the primer
  --force                        take every file in again, changed or not
  --dry-run                      say what would be taken in or out, and change nothing
  --help                         this text`;

export const SOURCE_NAMES = ['folder', 'site', 'primer'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

export interface IngestArguments {
  readonly source: SourceName | undefined;
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly help: boolean;
}

/** Reads the command line. Throws AppError `invalid-request` that says what is wrong with it. */
export function parseIngestArguments(args: readonly string[]): IngestArguments {
  const wrong = (reason: string, cause?: unknown) =>
    new AppError('invalid-request', `${reason}\n${INGEST_USAGE}`, { cause });
  const read = () => {
    try {
      return parseArgs({
        args: [...args],
        options: {
          source: { type: 'string' },
          force: { type: 'boolean', default: false },
          'dry-run': { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values;
    } catch (error) {
      throw wrong(error instanceof Error ? error.message : String(error), error);
    }
  };
  const { source, force, help, 'dry-run': dryRun } = read();
  const named = SOURCE_NAMES.find((name) => name === source);
  if (source !== undefined && named === undefined) {
    throw wrong(`"${source}" is no source; there are ${SOURCE_NAMES.join(', ')}.`);
  }
  return { source: named, force, dryRun, help };
}

/** Where the command writes: a terminal shows a bar, anything else gets plain lines. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface IngestDependencies extends IngestOptions {
  /** Counts what readers have after the run. */
  readonly catalogue: Pick<Catalogue, 'documents' | 'state'>;
  readonly out: Output;
}

/**
 * Runs one ingestion and tells how it goes and how it ended. Gives the exit code: 0 when every file was
 * taken in, 1 when one failed or the run did.
 */
export async function runIngest(
  options: { readonly force: boolean; readonly dryRun: boolean },
  dependencies: IngestDependencies,
): Promise<number> {
  const { out, catalogue } = dependencies;
  if (options.dryRun) return dryRun(dependencies);
  const progress = createProgress(out, () => dependencies.clock.monotonic());
  out.write(`Ingesting from ${dependencies.source.id}\n`);
  const report = await ingest({
    ...dependencies,
    force: options.force,
    onProgress: (step) => {
      progress.show(step);
      dependencies.onProgress?.(step);
    },
  });
  progress.end();
  out.write(describe(report, catalogue));
  return report.status === 'complete' && report.failures.length === 0 ? 0 : 1;
}

async function dryRun({
  source,
  writer,
  parserVersion,
  out,
  signal,
}: IngestDependencies): Promise<number> {
  const held = writer.fileVersions();
  const files = await source.list(signal);
  const listed = new Set<string>();
  let due = 0;
  for (const file of files) {
    const key = `${file.document}/${file.lang}`;
    listed.add(key);
    const version =
      parserVersion === undefined ? file.version : `${file.version} parser ${parserVersion}`;
    if (held.get(key) === version) continue;
    due += 1;
    out.write(`would take in ${file.name}${held.has(key) ? ' (changed)' : ' (new)'}\n`);
  }
  const gone = [...held.keys()].filter((key) => !listed.has(key));
  for (const key of gone) out.write(`would take out ${key}\n`);
  out.write(`${files.length} files: ${due} to take in, ${gone.length} to take out\n`);
  return 0;
}

const STAGE_WORDS = {
  documents: 'documents',
  embedder: 'fitting the meaning index',
  vectors: 'filling the meaning index',
} as const satisfies Record<IngestProgress['stage'], string>;

/** Progress, redrawn on a terminal, else one line for each tenth of a stage. */
function createProgress(out: Output, monotonic: () => number) {
  let drawn = 0;
  let last = '';
  return {
    show({ stage, done, total, name }: IngestProgress): void {
      if (total === 0) return;
      const words = STAGE_WORDS[stage];
      if (out.isTTY !== true) {
        const line = `${words}: ${Math.floor((done / total) * 10) * 10} %`;
        if (line !== last) out.write(`${line}\n`);
        last = line;
        return;
      }
      if (done < total && monotonic() - drawn < 50) return;
      drawn = monotonic();
      const filled = Math.round((done / total) * 24);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(24 - filled)}`;
      const text = `${bar} ${done}/${total} ${words}${name === undefined ? '' : ` ${name}`}`;
      out.write(`\r\u001b[2K${text.slice(0, (out.columns ?? 80) - 1)}`);
      last = text;
    },
    end(): void {
      if (out.isTTY === true && last !== '') out.write('\r\u001b[2K');
    },
  };
}

interface TableRow {
  readonly document: string;
  readonly en: number;
  readonly fr: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly outcome: string;
}

/** The table of documents, then what a person should know of the run. */
function describe(report: IngestReport, catalogue: IngestDependencies['catalogue']): string {
  const counts = new Map<string, { en: number; fr: number }>();
  for (const { id, lang, provisionCount } of catalogue.documents()) {
    const count = counts.get(id) ?? { en: 0, fr: 0 };
    count[lang] = provisionCount;
    counts.set(id, count);
  }
  const rows = [...new Set(report.documents.map((each) => each.document))].map((document) => {
    const both = report.documents.filter((each) => each.document === document);
    const sum = (field: 'added' | 'changed' | 'removed') =>
      both.reduce((total, each) => total + each[field], 0);
    const outcomes = [...new Set(both.map((each) => each.outcome))];
    return {
      document,
      ...(counts.get(document) ?? { en: 0, fr: 0 }),
      added: sum('added'),
      changed: sum('changed'),
      removed: sum('removed'),
      outcome: outcomes.join(', '),
    };
  });
  // Hundreds of notes that did not change are no news.
  const shown =
    rows.length > 60 ? rows.filter((row) => row.outcome !== 'unchanged').slice(0, 60) : rows;
  const lines = shown.length === 0 ? [] : table(shown);
  if (shown.length < rows.length) lines.push(`… and ${rows.length - shown.length} more documents`);
  for (const { file, reason } of report.failures) lines.push(`failed: ${file}: ${reason}`);
  const { vectors } = report;
  if (vectors.status === 'complete')
    lines.push(`meaning index: ${vectors.written} vectors written`);
  if (vectors.status === 'unavailable') {
    lines.push(
      `meaning index: not filled: ${vectors.detail ?? ''} Search goes by words until a later run`,
    );
  }
  const ended = report.status === 'failed' ? 'failed; what was served before stays' : 'complete';
  const news = report.changed
    ? `corpus ${report.version}`
    : `nothing changed, corpus ${report.version}`;
  lines.push(`Ingestion ${ended}: ${news}, ${report.seconds.toFixed(1)} s`);
  return `${lines.join('\n')}\n`;
}

function table(rows: readonly TableRow[]): string[] {
  const head = ['document', 'EN', 'FR', 'added', 'changed', 'removed', ''];
  const cells = rows.map((row) => [
    row.document,
    ...[row.en, row.fr, row.added, row.changed, row.removed].map(String),
    row.outcome,
  ]);
  const all = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === head.length - 1
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
