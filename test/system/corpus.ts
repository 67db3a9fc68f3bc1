import { existsSync } from 'node:fs';
import { ROOT } from './process.ts';

/** The real statutes, where they are at hand; their text is never committed. */
export const CORPUS_DIR = process.env.PINCITE_CORPUS_DIR ?? `${ROOT}../shared/corpus`;
export const hasCorpus = existsSync(`${CORPUS_DIR}/eng`);
if (!hasCorpus)
  console.warn(`skipped: the real statutes are not at ${CORPUS_DIR} (set PINCITE_CORPUS_DIR)`);
