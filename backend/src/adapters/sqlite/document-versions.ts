import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '@pincite/contract';
import type { DocumentId, LawDocument } from '../../domain/law.ts';
import { sha256 } from './hashes.ts';
import { type LabelHashes, recordOf, restOf } from './rows.ts';
import { notesAbove, type SelectedPassage, selectPassages } from './select-passages.ts';

export interface VersionRow {
  readonly id: number;
  readonly hash: string;
  readonly live: number;
  readonly index_version: string;
}

/** The id of a passage's vector: another text is another vector. */
function vectorIdOf(document: LawDocument, passage: SelectedPassage, text: string): string {
  const key = [document.id, document.lang, passage.provision.label, text].join('\u0000');
  return sha256(key).slice(0, 32);
}

/**
 * The versions of documents in the tables. None of these opens a transaction: the caller holds one.
 * `analyse` makes the tokens of the words that are searched.
 */
export function documentVersions(
  database: DatabaseSync,
  options: { analyse: (text: string, lang: Language) => readonly string[]; indexVersion: string },
) {
  const { analyse, indexVersion } = options;
  const sql = {
    held: database.prepare(
      'SELECT id, hash, live, index_version FROM document_versions WHERE document = ? AND lang = ? AND held = 1',
    ),
    insertVersion: database.prepare(
      'INSERT INTO document_versions (document, lang, live, held, file_version, index_version, hash, provision_count, record) VALUES (?, ?, 0, 1, ?, ?, ?, ?, ?)',
    ),
    insertProvision: database.prepare(
      'INSERT INTO provisions (version, position, label, parent, kind, status, text, text_hash, note_above, rest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    insertLines: database.prepare('INSERT INTO document_lines (version, lines) VALUES (?, ?)'),
    insertPassage: database.prepare(
      'INSERT INTO passages (version, label, vector_id, embedded_text) VALUES (?, ?, ?, ?)',
    ),
    insertWords: {
      en: database.prepare(
        'INSERT INTO words_en (rowid, note, headings, term, title, body) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      fr: database.prepare(
        'INSERT INTO words_fr (rowid, note, headings, term, title, body) VALUES (?, ?, ?, ?, ?, ?)',
      ),
    },
  };

  const heldVersion = (id: DocumentId, lang: Language): VersionRow | undefined =>
    sql.held.get(id, lang) as unknown as VersionRow | undefined;

  const hashesOf = (version: number): LabelHashes => {
    const rows = database
      .prepare('SELECT label, text_hash FROM provisions WHERE version = ? ORDER BY position')
      .all(version);
    return new Map(rows.map((row) => [String(row.label), String(row.text_hash)]));
  };

  const deleteVersion = (id: number): void => {
    const from = 'IN (SELECT id FROM passages WHERE version = ?)';
    database.prepare(`DELETE FROM words_en WHERE rowid ${from}`).run(id);
    database.prepare(`DELETE FROM words_fr WHERE rowid ${from}`).run(id);
    for (const table of ['passages', 'document_lines', 'provisions']) {
      database.prepare(`DELETE FROM ${table} WHERE version = ?`).run(id);
    }
    database.prepare('DELETE FROM document_versions WHERE id = ?').run(id);
  };

  /** Takes a version out of what is held: one that readers see stays until the run ends. */
  const release = (row: VersionRow): void => {
    if (row.live === 0) deleteVersion(row.id);
    else database.prepare('UPDATE document_versions SET held = 0 WHERE id = ?').run(row.id);
  };

  const insertPassages = (document: LawDocument, version: number): void => {
    const tokens = (text: string) => analyse(text, document.lang).join(' ');
    const analysed = new Map<string, string>();
    const repeated = (text: string): string => {
      const known = analysed.get(text) ?? tokens(text);
      analysed.set(text, known);
      return known;
    };
    for (const passage of selectPassages(document)) {
      const { note, headings, term, title, body, provision } = passage;
      const embedded = [headings, note, term, body].filter((part) => part !== '').join('\n');
      const id = sql.insertPassage.run(
        version,
        provision.label,
        vectorIdOf(document, passage, embedded),
        embedded,
      ).lastInsertRowid;
      sql.insertWords[document.lang].run(
        id,
        repeated(note),
        repeated(headings),
        tokens(term),
        repeated(title),
        tokens(body),
      );
    }
  };

  const insertDocument = (
    document: LawDocument,
    hash: string,
    hashes: LabelHashes,
    fileVersion: string,
  ): void => {
    const record = JSON.stringify(recordOf(document));
    const count = document.provisions.length;
    const version = Number(
      sql.insertVersion.run(
        document.id,
        document.lang,
        fileVersion,
        indexVersion,
        hash,
        count,
        record,
      ).lastInsertRowid,
    );
    const notes = notesAbove(document);
    for (const [position, provision] of document.provisions.entries()) {
      sql.insertProvision.run(
        version,
        position,
        provision.label,
        provision.parent ?? null,
        provision.kind,
        provision.status,
        provision.text,
        hashes.get(provision.label) ?? '',
        notes.get(provision.label) ?? null,
        restOf(provision),
      );
    }
    sql.insertLines.run(version, JSON.stringify(document.lines));
    insertPassages(document, version);
  };

  return {
    /** The version that is held for the end of the run. */
    held: heldVersion,
    /** Text hashes by label. */
    hashes: hashesOf,
    insert: insertDocument,
    remove: deleteVersion,
    release,
  };
}
