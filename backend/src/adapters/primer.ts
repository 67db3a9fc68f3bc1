import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/errors.ts';
import type { LawSource, SourceFile } from '../domain/ports.ts';

interface Note {
  readonly id: string;
}

/**
 * The bundled primer: `notes.en.json` and `notes.fr.json` in a folder, each an array of notes. Each note
 * is a file of its own, whose bytes are its JSON. Throws AppError `source-unavailable` when a list of
 * notes is missing or is not one.
 */
export function createPrimer(dir: string): LawSource {
  let bytes = new Map<string, Uint8Array>();
  return {
    id: 'primer',
    corpus: 'primer',
    async list() {
      const read = new Map<string, Uint8Array>();
      const files: SourceFile[] = [];
      for (const lang of ['en', 'fr'] as const) {
        const list = `notes.${lang}.json`;
        for (const note of await notesOf(join(dir, list))) {
          const json = Buffer.from(JSON.stringify(note));
          const document = note.id.startsWith('note-') ? note.id : `note-${note.id}`;
          const name = `${list}#${note.id}`;
          read.set(name, json);
          const version = createHash('sha256').update(json).digest('hex');
          files.push({ document, lang, name, version, about: { aliases: [] } });
        }
      }
      bytes = read;
      return files;
    },
    async read(file) {
      const note = bytes.get(file.name);
      if (note !== undefined) return note;
      throw new AppError('source-unavailable', `The primer has no note ${file.name}.`);
    },
  };
}

async function notesOf(path: string): Promise<readonly Note[]> {
  try {
    const notes: unknown = JSON.parse(await readFile(path, 'utf8'));
    const isNote = (note: unknown): note is Note =>
      typeof note === 'object' && note !== null && 'id' in note && typeof note.id === 'string';
    if (Array.isArray(notes) && notes.every(isNote)) return notes;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('source-unavailable', `The primer cannot be read: ${reason}.`, {
      cause: error,
    });
  }
  throw new AppError('source-unavailable', `${path} is not a list of notes.`);
}
