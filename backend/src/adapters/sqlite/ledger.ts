import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Language } from '@pincite/contract';
import type { LawDocument, ProvisionLabel } from '../../domain/law.ts';
import type { LedgerEntry } from '../../domain/ports.ts';
import type { LabelHashes } from './rows.ts';

/** A document by its hash and the hashes of its provisions. */
export interface DocumentHashes {
  readonly hash: string;
  readonly labels: LabelHashes;
}

export interface Change {
  readonly operation: LedgerEntry['operation'];
  readonly provision: ProvisionLabel | undefined;
  readonly hashBefore: string | undefined;
  readonly hashAfter: string | undefined;
}

/**
 * What changed between two states of a document, the document itself first; undefined stands for a
 * document that is not held.
 */
export function differences(
  before: DocumentHashes | undefined,
  after: DocumentHashes | undefined,
): readonly Change[] {
  const operation =
    before === undefined
      ? 'document-add'
      : after === undefined
        ? 'document-remove'
        : 'document-change';
  const changes: Change[] = [
    { operation, provision: undefined, hashBefore: before?.hash, hashAfter: after?.hash },
  ];
  for (const [label, hashAfter] of after?.labels ?? []) {
    const hashBefore = before?.labels.get(label);
    if (hashBefore === hashAfter) continue;
    const kind = hashBefore === undefined ? 'add' : 'change';
    changes.push({ operation: kind, provision: label, hashBefore, hashAfter });
  }
  for (const [label, hashBefore] of before?.labels ?? []) {
    if (after?.labels.has(label) === true) continue;
    changes.push({ operation: 'remove', provision: label, hashBefore, hashAfter: undefined });
  }
  return changes;
}

/**
 * Appends changes of one document and gives them as entries. The whole document goes with its own entry,
 * so that the ledger alone can rebuild the catalogue.
 */
export function appendToLedger(
  database: DatabaseSync,
  entry: {
    at: string;
    run: string;
    document: LawDocument | { id: string; lang: Language };
    changes: readonly Change[];
  },
): readonly LedgerEntry[] {
  const { at, run, document } = entry;
  const insert = database.prepare(
    'INSERT INTO ledger (at, run, operation, document, lang, provision, hash_before, hash_after, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return entry.changes.map((change) => {
    const whole = change.provision === undefined && 'provisions' in document;
    const { lastInsertRowid } = insert.run(
      at,
      run,
      change.operation,
      document.id,
      document.lang,
      change.provision ?? null,
      change.hashBefore ?? null,
      change.hashAfter ?? null,
      whole ? deflateRawSync(JSON.stringify(document)) : null,
    );
    const sequence = Number(lastInsertRowid);
    return { sequence, at, run, document: document.id, lang: document.lang, ...change };
  });
}

/** Entries from a sequence number on, oldest first. */
export function* readLedger(database: DatabaseSync, from: number): Generator<LedgerEntry> {
  const rows = database
    .prepare(
      'SELECT sequence, at, run, operation, document, lang, provision, hash_before, hash_after FROM ledger WHERE sequence >= ? ORDER BY sequence',
    )
    .iterate(from);
  for (const row of rows) {
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    yield {
      sequence: Number(row.sequence),
      at: String(row.at),
      run: String(row.run),
      operation: row.operation as LedgerEntry['operation'],
      document: String(row.document),
      lang: row.lang as Language,
      provision: text(row.provision),
      hashBefore: text(row.hash_before),
      hashAfter: text(row.hash_after),
    };
  }
}

/** The document that an entry `document-add` or `document-change` brought; undefined for others. */
export function ledgeredDocument(
  database: DatabaseSync,
  sequence: number,
): LawDocument | undefined {
  const body = database.prepare('SELECT body FROM ledger WHERE sequence = ?').get(sequence)?.body;
  if (!(body instanceof Uint8Array)) return undefined;
  return JSON.parse(inflateRawSync(body).toString('utf8')) as LawDocument;
}
