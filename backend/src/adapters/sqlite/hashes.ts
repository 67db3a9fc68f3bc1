import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { LawDocument, ProvisionLabel } from '../../domain/law.ts';

/** Version of a catalogue that holds nothing. */
export const EMPTY_CORPUS = 'empty';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hash of everything that is stored of a document. */
export function documentHash(document: LawDocument): string {
  return sha256(JSON.stringify(document));
}

/**
 * Hash by label of what a reader would call the provision: its words, its marginal note, and whether it
 * is in force. Spacing does not count. Should a label occur twice, both texts make its hash.
 */
export function textHashes(document: LawDocument): ReadonlyMap<ProvisionLabel, string> {
  const hashes = new Map<ProvisionLabel, string>();
  for (const { label, text, marginalNote, status } of document.provisions) {
    const words = `${marginalNote ?? ''}\u0000${text}`.replace(/\s+/g, ' ').trim();
    const earlier = hashes.get(label) ?? '';
    hashes.set(label, sha256(`${earlier}\u0000${status}\u0000${words}`).slice(0, 32));
  }
  return hashes;
}

/** The version of the corpus that is held: a hash over the hashes of its documents. */
export function corpusVersion(database: DatabaseSync): string {
  const rows = database
    .prepare('SELECT document, lang, hash FROM document_versions WHERE held = 1 ORDER BY 1, 2')
    .all();
  if (rows.length === 0) return EMPTY_CORPUS;
  const lines = rows.map((row) => `${row.document}/${row.lang} ${row.hash}`);
  return sha256(lines.join('\n')).slice(0, 16);
}
