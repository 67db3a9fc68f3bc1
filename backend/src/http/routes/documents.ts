import {
  type DocumentBody,
  type DocumentList,
  Language,
  type ProvisionBody,
  type ReaderLine,
} from '@pincite/contract';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { DocumentId, DocumentRecord, LawLine } from '../../domain/law.ts';
import type { Catalogue } from '../../domain/ports.ts';
import { parseWith } from '../body.ts';

const Query = z.strictObject({ lang: Language.default('en') });

/** `GET /api/documents`, one document, one provision. */
export function documentRoutes(catalogue: Catalogue): Router {
  const router = Router();
  router.get('/api/documents', (_request, response) => {
    const { kind, version } = catalogue.state();
    response.json({
      documents: summaries(catalogue),
      corpus: { kind, version },
    } satisfies DocumentList);
  });
  router.get('/api/documents/:id', (request, response) => {
    const { lang } = parseWith(Query, request.query, 'query');
    const record = recordOf(catalogue, request, lang);
    response.json(bodyOfDocument(catalogue, record));
  });
  router.get('/api/documents/:id/provisions/:label', (request, response) => {
    const { lang } = parseWith(Query, request.query, 'query');
    const record = recordOf(catalogue, request, lang);
    response.json(bodyOfProvision(catalogue, record, String(request.params.label)));
  });
  return router;
}

function summaries(catalogue: Catalogue): DocumentList['documents'] {
  const records = catalogue.documents();
  const french = new Map(records.filter(({ lang }) => lang === 'fr').map((one) => [one.id, one]));
  return records
    .filter((record) => record.lang === 'en')
    .map((en) => {
      const fr = french.get(en.id) ?? en;
      return {
        id: en.id,
        kind: en.kind,
        title: { en: en.title, fr: fr.title },
        citation: { en: en.citation, fr: fr.citation },
        status: en.status,
        url: { en: en.url, fr: fr.url },
        pit_date: en.pitDate,
        provisions: en.provisionCount,
      };
    });
}

/** French file names are taken too: `DORS-2002-227` is `SOR-2002-227`. */
function recordOf(catalogue: Catalogue, request: Request, lang: Language): DocumentRecord {
  const asked = String(request.params.id);
  const id: DocumentId = asked.replace(/^DORS-/u, 'SOR-').replace(/^TR-/u, 'SI-');
  const record = catalogue.document(id, lang);
  if (record === undefined)
    throw new AppError(
      'not-found',
      `Pincite does not hold "${asked}"; GET /api/documents lists what it holds.`,
    );
  return record;
}

function bodyOfDocument(catalogue: Catalogue, record: DocumentRecord): DocumentBody {
  const lines = catalogue.lines(record.id, record.lang);
  return {
    id: record.id,
    kind: record.kind,
    lang: record.lang,
    title: record.title,
    long_title: record.longTitle,
    citation: record.citation,
    status: record.status,
    url: record.url,
    pit_date: record.pitDate,
    current_date: record.currentDate,
    ...(record.lastAmended === undefined ? {} : { last_amended: record.lastAmended }),
    contents: contentsOf(lines),
    lines: lines.map((line) => readerLine(catalogue, line)),
  };
}

/** Headings, each with the first provision that follows it. */
function contentsOf(lines: readonly LawLine[]): DocumentBody['contents'] {
  return lines.flatMap((line, index) => {
    if (line.kind !== 'heading') return [];
    const following = lines.slice(index + 1, index + 12).find(({ provision }) => provision);
    return [
      {
        level: Math.max(1, line.depth),
        title: line.runs.map(({ text }) => text).join(''),
        ...(following?.provision === undefined ? {} : { provision: following.provision }),
      },
    ];
  });
}

function bodyOfProvision(
  catalogue: Catalogue,
  record: DocumentRecord,
  label: string,
): ProvisionBody {
  const { id, lang } = record;
  const provision = catalogue.provision(id, lang, label);
  const passage = catalogue.passage(id, lang, label);
  if (provision === undefined || passage === undefined)
    throw new AppError(
      'not-found',
      `${record.title} has no provision "${label}" in this language; check the label, e.g. 36(1)(a).`,
    );
  const labels = catalogue.sectionLabels(id, lang);
  const place = labels.indexOf(/^[^(\s]+/u.exec(label)?.[0] ?? label);
  const previous = place > 0 ? labels[place - 1] : undefined;
  const next = place >= 0 ? labels[place + 1] : undefined;
  return {
    document: id,
    provision: label,
    lang,
    citation: passage.citation,
    title: record.title,
    ...(provision.marginalNote === undefined ? {} : { marginal_note: provision.marginalNote }),
    headings: [...provision.headings],
    status: provision.status,
    text: provision.text,
    url: passage.url,
    pit_date: record.pitDate,
    ...(provision.lastAmended === undefined ? {} : { last_amended: provision.lastAmended }),
    lines: linesOf(catalogue.lines(id, lang), label).map((line) => readerLine(catalogue, line)),
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
    counterpart: catalogue.provision(id, lang === 'en' ? 'fr' : 'en', label) !== undefined,
  };
}

/** The lines of one provision: from its own line to the next that is not inside it. */
function linesOf(lines: readonly LawLine[], label: string): readonly LawLine[] {
  const start = lines.findIndex(({ provision }) => provision === label);
  const first = lines[start];
  if (first === undefined) return [];
  const rest = lines.slice(start + 1);
  const length = rest.findIndex(
    (line) =>
      line.kind === 'heading' || (line.provision !== undefined && line.depth <= first.depth),
  );
  return [first, ...(length < 0 ? rest : rest.slice(0, length))];
}

/** References to instruments that are not held are words without a link. */
function readerLine(catalogue: Catalogue, line: LawLine): ReaderLine {
  const isHeld = (id: DocumentId): boolean => catalogue.document(id, 'en') !== undefined;
  return {
    kind: line.kind,
    depth: line.depth,
    ...(line.provision === undefined ? {} : { provision: line.provision }),
    ...(line.label === undefined ? {} : { label: line.label }),
    ...(line.marginalNote === undefined ? {} : { marginal_note: line.marginalNote }),
    runs: line.runs.map(({ ref, ...run }) => ({
      ...run,
      ...(ref !== undefined && isHeld(ref.document) ? { ref } : {}),
    })),
    ...(line.rows === undefined ? {} : { rows: line.rows.map((row) => [...row]) }),
    ...(line.headRows === undefined ? {} : { head_rows: line.headRows }),
    status: line.status,
  };
}
