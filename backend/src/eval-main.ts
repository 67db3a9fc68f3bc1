import { readFileSync } from 'node:fs';
import { createChromaVectorIndex } from './adapters/chroma.ts';
import { openCatalogue } from './adapters/sqlite/catalogue.ts';
import { systemClock } from './adapters/telemetry/clock.ts';
import { EVAL_USAGE, type EvalMode, parseEvalArguments, runEval } from './cli/eval.ts';
import { parseQuestions } from './cli/eval-questions.ts';
import { ConfigError, loadConfig } from './config.ts';
import { AppError } from './domain/errors.ts';
import type { Metrics } from './domain/ports.ts';
import { ingestJob } from './ingest-main.ts';
import { createBaseline } from './search/baseline.ts';
import { fromLatentSemanticsBytes } from './search/latent-semantics.ts';
import { createSearch } from './search/search.ts';

const unmeasured: Metrics = { count: () => {}, set: () => {}, observe: () => {} };
/** The search itself gives up on the meaning index early; figures should not depend on a slow machine. */
const PATIENT_MS = 10_000;

function readQuestions(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new AppError('invalid-request', `The questions ${path} cannot be read.`, { cause });
  }
}

/** `npm run eval`: measures search on a file of questions; takes the corpus in first when none is held. */
async function main(): Promise<number> {
  const wanted = parseEvalArguments(process.argv.slice(2));
  if (wanted.questions === undefined) {
    process.stdout.write(`${EVAL_USAGE}\n`);
    return wanted.help ? 0 : 2;
  }
  const questions = parseQuestions(readQuestions(wanted.questions), wanted.questions);
  const config = loadConfig(process.env);
  const path = `${config.dataDir}/catalogue.sqlite`;
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort());
  let catalogue = openCatalogue(path);
  const { kind, vectorGeneration } = catalogue.state();
  // A primer that was taken in before the corpus was configured is no measure of law.
  const law = kind === 'law' || config.corpus.dir === undefined;
  if (catalogue.documents().length === 0 || vectorGeneration === undefined || !law) {
    catalogue.close();
    const options = {
      dataDir: config.dataDir,
      corpusDir: config.corpus.dir,
      chromaUrl: config.chroma.url,
      justiceUrl: config.corpus.siteUrl,
    };
    const code = await ingestJob([], options, process.stderr, stop.signal);
    if (code !== 0) return code;
    catalogue = openCatalogue(path);
  }
  try {
    const generation = catalogue.state().vectorGeneration;
    const bytes = generation === undefined ? undefined : catalogue.model(generation);
    const embedder = bytes === undefined ? undefined : fromLatentSemanticsBytes(bytes);
    if (embedder === undefined) {
      process.stderr.write(
        'There is no meaning index: hybrid and semantic search by words only.\n',
      );
    }
    const { version, kind: held } = catalogue.state();
    process.stdout.write(`corpus ${version} (${held})\n`);
    const clock = systemClock;
    const vectors = createChromaVectorIndex(config.chroma.url);
    const search = (mode: EvalMode) =>
      createSearch({
        catalogue,
        lexical: catalogue,
        vectors,
        embedder: () => embedder,
        clock,
        metrics: unmeasured,
        mode,
        semanticDeadlineMs: PATIENT_MS,
      });
    await runEval(
      questions,
      [
        { name: 'bm25', search: createBaseline(catalogue), abstains: false },
        ...wanted.compare.map((name) => ({ name, search: search(name), abstains: true })),
      ],
      clock,
      (line) => process.stdout.write(`${line}\n`),
    );
    return 0;
  } finally {
    catalogue.close();
  }
}

if (import.meta.main) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const known = error instanceof ConfigError || error instanceof AppError;
      const text = known ? error.message : error instanceof Error ? error.stack : String(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = 1;
    },
  );
}
