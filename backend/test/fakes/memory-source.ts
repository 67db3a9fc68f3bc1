import type { LawDocument } from '../../src/domain/law.ts';
import type { LawSource, SourceFile } from '../../src/domain/ports.ts';
import type { ParseDocument } from '../../src/ingest/take-documents.ts';

export interface MemorySource extends LawSource {
  readonly documents: Map<string, LawDocument | string>;
  readonly reads: string[];
  listing: 'good' | 'fails';
}

/** A source of parsed documents, by `id/lang`; a string in place of one is a file that does not parse. */
export function createMemorySource(
  documents: readonly LawDocument[],
  corpus: 'law' | 'primer' = 'law',
): MemorySource {
  const held = new Map<string, LawDocument | string>(
    documents.map((each) => [`${each.id}/${each.lang}`, each]),
  );
  const reads: string[] = [];
  const source: MemorySource = {
    id: 'memory',
    corpus,
    documents: held,
    reads,
    listing: 'good',
    async list() {
      if (source.listing === 'fails') throw new Error('the source is gone');
      return [...held].map(([name, content]): SourceFile => {
        const [document = '', lang] = name.split('/');
        const version = JSON.stringify(content);
        return {
          document,
          lang: lang === 'fr' ? 'fr' : 'en',
          name,
          version,
          about: { aliases: [] },
        };
      });
    },
    async read(file) {
      reads.push(file.name);
      return Buffer.from(JSON.stringify(held.get(file.name)));
    },
  };
  return source;
}

/** The parser that goes with it. */
export const parseMemory: ParseDocument = (bytes) => {
  const content: unknown = JSON.parse(Buffer.from(bytes).toString());
  if (typeof content === 'string') throw new Error(content);
  return content as LawDocument;
};
