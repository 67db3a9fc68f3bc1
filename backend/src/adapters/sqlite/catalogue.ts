import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Language } from '@pincite/contract';
import type {
  DocumentId,
  DocumentRecord,
  LawLine,
  Passage,
  Provision,
  ProvisionLabel,
} from '../../domain/law.ts';
import type { Catalogue, CorpusState, LexicalIndex, ScoredPassage } from '../../domain/ports.ts';
import { guarded, openForReading } from './database.ts';
import { anyOf, groupByWeight, lexicalStatement } from './lexical-query.ts';
import { keyOf, type ProvisionRow, passageOf, provisionOf } from './rows.ts';

/** Documents whose lines are kept parsed: a reader pages through few at once. */
const LINES_KEPT = 8;

export interface SqliteCatalogue extends Catalogue, LexicalIndex {
  /** What embedded the vectors of a generation, as `saveModel` stored it. */
  model(generation: string): Uint8Array | undefined;
  /** When the newest complete run of each source ended, Unix seconds. */
  lastSuccess(): ReadonlyMap<string, number>;
  /** Throws AppError `source-unavailable` when the file cannot be read. */
  ping(): void;
  close(): void;
}

/** All that is known without reading text, for one finished state. */
interface Snapshot {
  readonly revision: number;
  readonly state: CorpusState;
  readonly records: readonly DocumentRecord[];
  readonly byKey: ReadonlyMap<string, { version: number; record: DocumentRecord }>;
  readonly byVersion: ReadonlyMap<number, DocumentRecord>;
  readonly sections: Map<string, readonly string[]>;
  readonly lines: Map<number, readonly LawLine[]>;
}

interface CorpusRow {
  revision: number;
  kind: 'law' | 'primer';
  version: string;
  vector_generation: string | null;
  ingested_at: string | null;
}

function readSnapshot(database: DatabaseSync): Snapshot {
  const corpus = database.prepare('SELECT * FROM corpus').get() as unknown as CorpusRow;
  const rows = database
    .prepare('SELECT id, record FROM document_versions WHERE live = 1 ORDER BY document, lang')
    .all() as unknown as { id: number; record: string }[];
  const parsed = rows.map((row) => ({
    version: row.id,
    record: JSON.parse(row.record) as DocumentRecord,
  }));
  return {
    revision: corpus.revision,
    state: {
      kind: corpus.kind,
      version: corpus.version,
      vectorGeneration: corpus.vector_generation ?? undefined,
      ingestedAt: corpus.ingested_at ?? undefined,
    },
    records: parsed.map((each) => each.record),
    byKey: new Map(parsed.map((each) => [keyOf(each.record.id, each.record.lang), each])),
    byVersion: new Map(parsed.map((each) => [each.version, each.record])),
    sections: new Map(),
    lines: new Map(),
  };
}

const PROVISION_BY_LABEL =
  'SELECT * FROM provisions WHERE version = ? AND label = ? ORDER BY position LIMIT 1';

/**
 * Opens the catalogue for reading. What it gives is always the last finished state: a run under way is
 * not seen before its end. A missing file is created empty. Throws AppError `source-unavailable` when
 * the file cannot be opened.
 */
export function openCatalogue(path: string): SqliteCatalogue {
  const database = openForReading(path);
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  /** All reads of `work` see one state, though a run ends meanwhile. */
  const atOnce = <T>(work: () => T): T => {
    if (database.isTransaction) return work();
    return guarded(path, () => {
      database.exec('BEGIN');
      try {
        return work();
      } finally {
        database.exec('COMMIT');
      }
    });
  };
  const inOneState =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R =>
      atOnce(() => work(...args));

  let snapshot: Snapshot | undefined;
  let seen: unknown;
  // data_version changes with every commit of another connection and costs a microsecond.
  const current = (): Snapshot => {
    const dataVersion = prepared('PRAGMA data_version').get()?.data_version;
    if (snapshot !== undefined && dataVersion === seen) return snapshot;
    const revision = Number(prepared('SELECT revision FROM corpus').get()?.revision);
    if (snapshot?.revision !== revision) {
      snapshot = atOnce(() => readSnapshot(database));
    }
    seen = dataVersion;
    return snapshot;
  };
  const held = (id: DocumentId, lang: Language) => current().byKey.get(keyOf(id, lang));

  const rowOf = (version: number, label: string): ProvisionRow | undefined =>
    prepared(PROVISION_BY_LABEL).get(version, label) as unknown as ProvisionRow | undefined;
  const passageAt = (version: number, label: string): Passage | undefined => {
    const record = current().byVersion.get(version);
    const row = rowOf(version, label);
    if (record === undefined || row === undefined) return undefined;
    return passageOf(record, provisionOf(row), row.note_above ?? undefined);
  };

  const catalogue: SqliteCatalogue = {
    state: () => current().state,
    documents: () => current().records,
    document: (id, lang) => held(id, lang)?.record,
    lines: inOneState((id: DocumentId, lang: Language): readonly LawLine[] => {
      const document = held(id, lang);
      if (document === undefined) return [];
      const { lines } = current();
      const known = lines.get(document.version);
      if (known !== undefined) return known;
      const row = prepared('SELECT lines FROM document_lines WHERE version = ?').get(
        document.version,
      );
      const read = row === undefined ? [] : (JSON.parse(String(row.lines)) as LawLine[]);
      const oldest = lines.size < LINES_KEPT ? undefined : lines.keys().next().value;
      if (oldest !== undefined) lines.delete(oldest);
      lines.set(document.version, read);
      return read;
    }),
    provision: inOneState((id: DocumentId, lang: Language, label: ProvisionLabel) => {
      const document = held(id, lang);
      const row = document === undefined ? undefined : rowOf(document.version, label);
      return row === undefined ? undefined : provisionOf(row);
    }),
    children: inOneState(
      (id: DocumentId, lang: Language, label: ProvisionLabel | undefined): readonly Provision[] => {
        const document = held(id, lang);
        if (document === undefined) return [];
        const rows = prepared(
          'SELECT * FROM provisions WHERE version = ? AND parent IS ? ORDER BY position',
        ).all(document.version, label ?? null) as unknown as ProvisionRow[];
        return rows.map(provisionOf);
      },
    ),
    sectionLabels: inOneState((id: DocumentId, lang: Language): readonly ProvisionLabel[] => {
      const document = held(id, lang);
      if (document === undefined) return [];
      const { sections } = current();
      const key = keyOf(id, lang);
      const known = sections.get(key);
      if (known !== undefined) return known;
      const rows = prepared(
        "SELECT label FROM provisions WHERE version = ? AND kind = 'section' AND parent IS NULL ORDER BY position",
      ).all(document.version);
      const labels = rows.map((row) => String(row.label));
      sections.set(key, labels);
      return labels;
    }),
    passage: inOneState((id: DocumentId, lang: Language, label: ProvisionLabel) => {
      const document = held(id, lang);
      return document === undefined ? undefined : passageAt(document.version, label);
    }),
    passagesByVectorId(ids) {
      const find = prepared(
        'SELECT p.version AS version, p.label AS label FROM passages p JOIN document_versions v ON v.id = p.version WHERE p.vector_id = ? AND v.live = 1 LIMIT 1',
      );
      return atOnce(() =>
        ids.map((id) => {
          const row = find.get(id);
          return row === undefined ? undefined : passageAt(Number(row.version), String(row.label));
        }),
      );
    },
    lastSuccess() {
      const rows = prepared(
        "SELECT source, max(ended_at) AS ended FROM runs WHERE status = 'complete' GROUP BY source",
      ).all();
      return new Map(rows.map((row) => [String(row.source), Date.parse(String(row.ended)) / 1000]));
    },
    counts() {
      const counts = { en: { documents: 0, provisions: 0 }, fr: { documents: 0, provisions: 0 } };
      for (const record of current().records) {
        counts[record.lang].documents += 1;
        counts[record.lang].provisions += record.provisionCount;
      }
      return counts;
    },
    search({ terms, lang, document, limit }): readonly ScoredPassage[] {
      const groups = groupByWeight(terms);
      if (groups.length === 0 || limit <= 0) return [];
      return atOnce(() => {
        const rows = prepared(lexicalStatement(lang, groups.length)).all(
          ...groups.map((group) => anyOf(group.tokens)),
          ...groups.map((group) => group.weight),
          document ?? null,
          limit,
        ) as unknown as { version: number; label: string; score: number }[];
        return rows.flatMap(({ version, label, score }) => {
          const passage = passageAt(version, label);
          return passage === undefined ? [] : [{ passage, score }];
        });
      });
    },
    model(generation) {
      const row = prepared('SELECT model FROM models WHERE id = ?').get(generation);
      return row === undefined ? undefined : (row.model as Uint8Array);
    },
    ping() {
      guarded(path, () => prepared('SELECT version FROM corpus').get());
    },
    close() {
      statements.clear();
      database.close();
    },
  };
  return catalogue;
}
