/**
 * The catalogue's tables. Readers see rows of document versions that are `live`; a run prepares versions
 * that are `held` but not yet live, and the end of the run switches in one transaction. Thus each
 * document is written durably on its own, and a run that dies leaves readers where they were.
 *
 * Each entry brings the file one step on; `user_version` counts the steps. Never edit a step that was
 * released: add one.
 */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE corpus (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  kind TEXT NOT NULL CHECK (kind IN ('law', 'primer')),
  -- Counts the runs that switched readers.
  revision INTEGER NOT NULL DEFAULT 0,
  version TEXT NOT NULL,
  vector_generation TEXT,
  -- The corpus version for which the vectors are complete.
  vectors_version TEXT,
  ingested_at TEXT
) STRICT;
INSERT INTO corpus (id, kind, version) VALUES (1, 'primer', 'empty');

CREATE TABLE runs (
  run TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'failed')),
  corpus_version TEXT,
  failures TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE document_versions (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('en', 'fr')),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  file_version TEXT NOT NULL,
  index_version TEXT NOT NULL,
  hash TEXT NOT NULL,
  provision_count INTEGER NOT NULL,
  -- DocumentRecord as JSON.
  record TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_live_version ON document_versions (document, lang) WHERE live = 1;
CREATE UNIQUE INDEX one_held_version ON document_versions (document, lang) WHERE held = 1;

CREATE TABLE provisions (
  version INTEGER NOT NULL REFERENCES document_versions (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  parent TEXT,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  -- The marginal note that stands over the provision: its own or that of the provision around it.
  note_above TEXT,
  -- The rest of Provision as JSON.
  rest TEXT NOT NULL,
  PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX provisions_by_label ON provisions (version, label);
CREATE INDEX provisions_by_parent ON provisions (version, parent, position);

-- LawLine[] of a document version as JSON.
CREATE TABLE document_lines (
  version INTEGER PRIMARY KEY REFERENCES document_versions (id),
  lines TEXT NOT NULL
) STRICT;

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES document_versions (id),
  label TEXT NOT NULL,
  vector_id TEXT NOT NULL,
  embedded_text TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_version ON passages (version);
CREATE INDEX passages_by_vector ON passages (vector_id);

-- Analysed tokens, one table a language so that each has word statistics of its own. rowid = passages.id.
-- Words of versions that are not live are in it too: they are never found, and only shift scores a little.
CREATE VIRTUAL TABLE words_en USING fts5 (
  note, headings, term, title, body,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE words_fr USING fts5 (
  note, headings, term, title, body,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- What embedded the vectors, by vector generation.
CREATE TABLE models (
  id TEXT PRIMARY KEY,
  model BLOB NOT NULL
) STRICT;

CREATE TABLE ledger (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  run TEXT NOT NULL,
  operation TEXT NOT NULL,
  document TEXT NOT NULL,
  lang TEXT NOT NULL,
  provision TEXT,
  hash_before TEXT,
  hash_after TEXT,
  -- For document-add and document-change: the whole LawDocument, deflated JSON, so that it can be replayed.
  body BLOB
) STRICT;
CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_keeps_values BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_keeps_sequence BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
`,
];
