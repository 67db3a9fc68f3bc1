import type { Language } from '@pincite/contract';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { CrossReference, LawDocument, LawLine, Provision } from '../../domain/law.ts';
import type { SourceFile } from '../../domain/ports.ts';

/** When the notes were last checked against the law. */
const CHECKED = '2026-11-23';

/** How a note is cited after its title. */
const COLLECTION: Readonly<Record<Language, string>> = {
  en: 'Pincite primer',
  fr: 'abrégé Pincite',
};

const Note = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  paragraphs: z.array(z.string().min(1)).min(1),
  explains: z.array(z.object({ document: z.string(), provision: z.string() })),
  keywords: z.array(z.string()).default([]),
});

/**
 * A note of the primer as a document: each paragraph is a provision `1`, `2`, …; its cross-references are
 * what the note explains. Throws AppError `invalid-request` when the bytes are not a note.
 */
export function parseNote(bytes: Uint8Array, file: SourceFile): LawDocument {
  let note: z.infer<typeof Note>;
  try {
    note = Note.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new AppError('invalid-request', `${file.name} is not a note: ${reason}`, {
      cause: error,
    });
  }
  const crossReferences = note.explains.map(
    ({ document, provision }): CrossReference => ({
      text: `${document}, ${provision}`,
      document,
      provision,
    }),
  );
  const provisions = note.paragraphs.map(
    (text, order): Provision => ({
      label: String(order + 1),
      kind: 'note',
      order,
      marginalNote: note.title,
      // Searched like the headings above a provision of law: the words that people use for the topic.
      headings: note.keywords,
      text,
      status: 'in_force',
      crossReferences,
    }),
  );
  const lines = note.paragraphs.map(
    (text, order): LawLine => ({
      kind: 'note',
      depth: 0,
      provision: String(order + 1),
      runs: [{ text }],
      status: 'in_force',
    }),
  );
  return {
    id: file.document,
    fileId: file.document,
    kind: 'note',
    lang: file.lang,
    title: note.title,
    longTitle: note.keywords.join(', '),
    aliases: [],
    citation: COLLECTION[file.lang],
    url: `/documents/${file.document}?lang=${file.lang}`,
    pitDate: CHECKED,
    currentDate: CHECKED,
    status: 'in_force',
    provisions,
    lines,
  };
}
