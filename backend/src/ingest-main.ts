import { fileURLToPath } from 'node:url';
import { createChromaVectorIndex } from './adapters/chroma.ts';
import { createJusticeFolder } from './adapters/justice-folder.ts';
import { createJusticeSite, isSiteReachable } from './adapters/justice-site.ts';
import { createPrimer } from './adapters/primer.ts';
import { openCatalogue } from './adapters/sqlite/catalogue.ts';
import { openCatalogueWriter } from './adapters/sqlite/catalogue-writer.ts';
import { systemClock } from './adapters/telemetry/clock.ts';
import { createLog } from './adapters/telemetry/log.ts';
import { INGEST_USAGE, type Output, parseIngestArguments, runIngest } from './cli/ingest.ts';
import { ConfigError, loadConfig } from './config.ts';
import { AppError } from './domain/errors.ts';
import type { LawSource } from './domain/ports.ts';
import { parseLaw } from './ingest/justice/parse-law.ts';
import { parseNote } from './ingest/primer/parse-note.ts';
import type { ParseDocument } from './ingest/take-documents.ts';
import { analyse } from './search/analyse.ts';
import { fitLatentSemantics } from './search/fit-latent-semantics.ts';
import { fromLatentSemanticsBytes } from './search/latent-semantics.ts';

const PRIMER = fileURLToPath(new URL('../primer', import.meta.url));
/** Raise it when the parser gives something else for the same file. */
const PARSER_VERSION = '3';

/** What `npm run ingest` needs to know of the configuration. */
export interface IngestJobOptions {
  readonly dataDir: string;
  readonly corpusDir?: string | undefined;
  readonly chromaUrl?: string | undefined;
  readonly justiceUrl?: string | undefined;
}

const parseJustice: ParseDocument = (bytes, file) =>
  parseLaw(bytes, {
    document: file.document,
    lang: file.lang,
    aliases: file.about.aliases,
    ...(file.about.theAct === undefined ? {} : { theAct: file.about.theAct }),
  });

/**
 * The source that is asked for, else the configured folder, else the site, else the primer. A catalogue
 * that holds law keeps it while the site does not answer: the primer only serves where no law is.
 */
async function chooseSource(
  named: 'folder' | 'site' | 'primer' | undefined,
  options: IngestJobOptions,
  holdsLaw: boolean,
): Promise<LawSource> {
  const site = createJusticeSite(
    options.justiceUrl === undefined ? {} : { url: options.justiceUrl },
  );
  if (named === 'primer') return createPrimer(PRIMER);
  if (named === 'site') return site;
  if (options.corpusDir !== undefined) return createJusticeFolder(options.corpusDir);
  if (named === 'folder') {
    throw new AppError('invalid-request', 'Set PINCITE_CORPUS_DIR to the folder of the corpus.');
  }
  if (options.justiceUrl !== undefined || holdsLaw) return site;
  return (await isSiteReachable()) ? site : createPrimer(PRIMER);
}

/** One ingestion with real parts; gives the exit code. */
export async function ingestJob(
  args: readonly string[],
  options: IngestJobOptions,
  out: Output,
  signal: AbortSignal,
): Promise<number> {
  const wanted = parseIngestArguments(args);
  if (wanted.help) {
    out.write(`${INGEST_USAGE}\n`);
    return 0;
  }
  const path = `${options.dataDir}/catalogue.sqlite`;
  const writer = openCatalogueWriter(path, { analyse, clock: systemClock });
  try {
    const { corpus, passages } = writer.state();
    const source = await chooseSource(wanted.source, options, corpus === 'law' && passages > 0);
    const catalogue = openCatalogue(path);
    try {
      return await runIngest(wanted, {
        source,
        parse: source.corpus === 'primer' ? parseNote : parseJustice,
        parserVersion: PARSER_VERSION,
        writer,
        embedderFit: {
          fit: (passages) => fitLatentSemantics(passages),
          load: fromLatentSemanticsBytes,
        },
        ...(options.chromaUrl === undefined
          ? {}
          : { vectors: createChromaVectorIndex(options.chromaUrl) }),
        clock: systemClock,
        // The command tells everything in its own words.
        log: createLog('silent'),
        catalogue,
        out,
        signal,
      });
    } finally {
      catalogue.close();
    }
  } finally {
    writer.close();
  }
}

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort());
  process.exitCode = await ingestJob(
    process.argv.slice(2),
    {
      dataDir: config.dataDir,
      corpusDir: config.corpus.dir,
      chromaUrl: config.chroma.url,
      justiceUrl: config.corpus.siteUrl,
    },
    process.stdout,
    stop.signal,
  );
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const known = error instanceof ConfigError || error instanceof AppError;
    const text = known ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  });
}
