import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ingest, startChroma } from './backend.ts';
import { CORPUS_DIR, hasCorpus } from './corpus.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder and Chroma of the ingested statutes; undefined where they are not at hand. */
    law: { dataDir: string; chromaUrl: string; seconds: number; output: string } | undefined;
  }
}

/** Ingests the statutes once for all system tests that only read them. */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  if (!hasCorpus) {
    project.provide('law', undefined);
    return undefined;
  }
  const chroma = await startChroma();
  const dataDir = mkdtempSync(join(tmpdir(), 'pincite-law-'));
  const started = performance.now();
  const { code, output } = await ingest(dataDir, chroma.url, CORPUS_DIR);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) {
    await chroma.stop();
    throw new Error(`the statutes could not be ingested:\n${output}`);
  }
  project.provide('law', { dataDir, chromaUrl: chroma.url, seconds, output });
  return async () => {
    await chroma.stop();
    for (const folder of [dataDir, chroma.folder]) rmSync(folder, { recursive: true, force: true });
  };
}
