import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@pincite/contract';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { LawSource, SourceFile } from '../domain/ports.ts';
import { documentIdOf, knownAbout } from './known-documents.ts';

const FOLDERS = { en: 'eng', fr: 'fra' } as const;

/** What is read of index.json; everything else in it may be anything. */
const Index = z.object({
  documents: z.array(
    z.object({
      id: z.string(),
      id_fr: z.string().optional(),
      aliases: z.object({ en: z.array(z.string()), fr: z.array(z.string()) }).optional(),
      the_act: z.string().nullish(),
    }),
  ),
});
type IndexedDocument = z.infer<typeof Index>['documents'][number];

/** Documents of index.json by language and file stem; empty when there is none. */
async function readIndex(dir: string): Promise<ReadonlyMap<string, IndexedDocument>> {
  const path = join(dir, 'index.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const { documents } = Index.parse(JSON.parse(text));
    return new Map(
      documents.flatMap((each) => [
        [`en/${each.id}`, each] as const,
        [`fr/${each.id_fr ?? each.id}`, each] as const,
      ]),
    );
  } catch (error) {
    throw new AppError('source-unavailable', `${path} is not an index of documents.`, {
      cause: error,
    });
  }
}

function aboutOf(indexed: IndexedDocument | undefined, id: string, lang: Language) {
  const known = knownAbout(id, lang);
  if (indexed === undefined) return known;
  const { aliases, the_act: theAct } = indexed;
  // Aliases that an index gives replace the known ones; "the Act" of an Act is itself and says nothing.
  return {
    aliases: aliases?.[lang] ?? known.aliases,
    ...(typeof theAct === 'string' && theAct !== id ? { theAct } : {}),
  };
}

async function versionOf(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch {
    // Reading it for its text fails too, and says why.
    return 'unreadable';
  }
}

/**
 * A folder of Justice Laws XML: `eng/*.xml`, `fra/*.xml`, and an `index.json` that may be absent. A file's
 * version is the hash of its bytes. `list` throws AppError `source-unavailable` when the folder holds no
 * XML; `read` when the file cannot be read.
 */
export function createJusticeFolder(dir: string): LawSource {
  const filesOf = async (lang: Language): Promise<readonly string[]> => {
    try {
      const names = await readdir(join(dir, FOLDERS[lang]));
      return names.filter((name) => name.endsWith('.xml') && !name.startsWith('.')).sort();
    } catch {
      return [];
    }
  };
  return {
    id: 'justice-folder',
    corpus: 'law',
    async list(signal) {
      const index = await readIndex(dir);
      const files: SourceFile[] = [];
      for (const lang of ['en', 'fr'] as const) {
        for (const file of await filesOf(lang)) {
          signal?.throwIfAborted();
          const stem = file.slice(0, -'.xml'.length);
          const indexed = index.get(`${lang}/${stem}`);
          const document = indexed?.id ?? documentIdOf(stem);
          const name = `${FOLDERS[lang]}/${file}`;
          const version = await versionOf(join(dir, name));
          const about = aboutOf(indexed, document, lang);
          // What is said about a document is part of what is stored of it.
          const told = createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 8);
          files.push({ document, lang, name, version: `${version}.${told}`, about });
        }
      }
      if (files.length === 0) {
        const detail = `${dir} holds no Justice Laws XML; eng/*.xml and fra/*.xml are expected in it.`;
        throw new AppError('source-unavailable', detail);
      }
      return files;
    },
    async read(file, signal) {
      try {
        return await readFile(join(dir, file.name), signal === undefined ? {} : { signal });
      } catch (error) {
        signal?.throwIfAborted();
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError('source-unavailable', `${file.name} cannot be read: ${reason}.`, {
          cause: error,
        });
      }
    },
  };
}
