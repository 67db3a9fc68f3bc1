import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../domain/errors.ts';
import { MIGRATIONS } from './schema.ts';

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. */
const MEANINGS: Readonly<Record<number, string>> = {
  5: 'another process holds it',
  6: 'another process holds it',
  8: 'it or its folder is read-only',
  10: 'the disk reports an error or is full',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'it cannot be opened or created there',
  26: 'the file is not a catalogue',
};

/** The error of SQLite or of the file system as AppError `source-unavailable`; others unchanged. */
export function translateDatabaseError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: string; errcode?: number };
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) {
    const meaning = MEANINGS[errcode & 0xff];
    if (meaning === undefined) return error;
    const detail = `The catalogue ${path} cannot be used: ${meaning} (${error.message}).`;
    return new AppError('source-unavailable', detail, { cause: error });
  }
  if (code !== undefined && /^E(ACCES|PERM|ROFS|NOSPC|NOTDIR|EXIST|NOENT)$/.test(code)) {
    const detail = `The catalogue ${path} cannot be used: ${error.message}.`;
    return new AppError('source-unavailable', detail, { cause: error });
  }
  return error;
}

/** Runs work on the database and gives its errors a code and words. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translateDatabaseError(error, path);
  }
}

/** Runs work in one write transaction; nothing of it stays when it throws. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

function migrate(database: DatabaseSync, path: string): void {
  if (versionOf(database) === MIGRATIONS.length) return;
  transaction(database, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    const from = versionOf(database);
    if (from > MIGRATIONS.length) {
      throw new AppError(
        'source-unavailable',
        `The catalogue ${path} was written by a newer version of Pincite (schema ${from}, this one knows ${MIGRATIONS.length}). Update Pincite, or remove the file and ingest again.`,
      );
    }
    for (const step of MIGRATIONS.slice(from)) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

/** Opens the catalogue file for writing, creates it and its folder when missing, and migrates it. */
export function openForWriting(path: string): DatabaseSync {
  return guarded(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path, { timeout: 5000 });
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      database.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536');
      migrate(database, path);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Opens the catalogue file for reading; an absent file is created empty first. */
export function openForReading(path: string): DatabaseSync {
  return guarded(path, () => {
    const current = (): DatabaseSync | undefined => {
      const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
      try {
        if (versionOf(database) === MIGRATIONS.length) return database;
      } catch (error) {
        database.close();
        throw error;
      }
      database.close();
      return undefined;
    };
    let database: DatabaseSync | undefined;
    try {
      database = current();
    } catch {
      // Not there or not readable: creating it below says which.
    }
    if (database === undefined) {
      openForWriting(path).close();
      database = current();
    }
    if (database === undefined) {
      throw new AppError('source-unavailable', `The catalogue ${path} cannot be opened.`);
    }
    database.exec('PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456');
    return database;
  });
}
