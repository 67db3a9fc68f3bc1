import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from './root.ts';

/**
 * The folder that PINCITE_CORPUS_DIR names, as an absolute path: relative to where the person stands
 * (npm changes the folder and says the old one in INIT_CWD), else to the repository. Undefined when the
 * variable is unset. Throws Error when it names no folder.
 */
export function corpusFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = env.PINCITE_CORPUS_DIR?.trim();
  if (named === undefined || named === '') return undefined;
  for (const base of [env.INIT_CWD ?? process.cwd(), ROOT]) {
    const path = resolve(base, named);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  }
  throw new Error(`PINCITE_CORPUS_DIR is ${named}, and there is no such folder`);
}
