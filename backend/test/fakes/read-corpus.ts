import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@pincite/contract';
import type { LawDocument } from '../../src/domain/law.ts';
import { parseLaw } from '../../src/ingest/justice/parse-law.ts';

interface Index {
  readonly documents: readonly {
    id: string;
    files: Record<Language, string>;
    aliases: Record<Language, string[]>;
    the_act?: string | null;
  }[];
}

/** Every document of a corpus folder in both languages, parsed, without a database. For tests. */
export function readCorpus(dir: string): LawDocument[] {
  const index: Index = JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8'));
  return index.documents.flatMap(({ id, files, aliases, the_act: theAct }) =>
    (['en', 'fr'] as const).map((lang) =>
      parseLaw(readFileSync(join(dir, files[lang])), {
        document: id,
        lang,
        aliases: aliases[lang],
        ...(typeof theAct === 'string' && theAct !== id ? { theAct } : {}),
      }),
    ),
  );
}
