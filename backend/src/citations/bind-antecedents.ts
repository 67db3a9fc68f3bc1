import type { DocumentId } from '../domain/law.ts';
import type { DocumentNames } from './document-names.ts';
import {
  type Anaphor,
  type FoundCitation,
  type FoundProvision,
  isProvision,
  type WrittenDocument,
} from './found-citation.ts';

/** An instrument that the text names without citing a provision of it. */
export interface Mention {
  readonly start: number;
  readonly document: WrittenDocument;
}

/** How far after an address its instrument may be named: `Regulations, s 224(2) (that is the IRPR)`. */
const FORWARD_MAX = 120;
const BETWEEN_MAX = 12;

/** The ids that a written instrument can be: by its chapter, else by its name. */
export function idsOf({ name, chapter }: WrittenDocument): readonly DocumentId[] {
  if (chapter !== undefined && chapter.ids.length > 0) return chapter.ids;
  return name?.ids ?? [];
}

function written(ids: readonly DocumentId[]): WrittenDocument {
  return { name: { text: '', ids, lang: undefined }, placed: 'nowhere' };
}

/**
 * Gives each address that names no instrument the one that the text named before it, or right after it;
 * `the Act` of a regulation is what it means there. What nothing names stays unbound: never guessed.
 */
export function bindAntecedents(
  text: string,
  found: readonly FoundCitation[],
  mentions: readonly Mention[],
  names: DocumentNames,
  context: DocumentId | undefined,
): FoundCitation[] {
  const provisions = found.filter(isProvision);
  const named: Mention[] = [
    ...provisions.filter((each) => each.document.anaphor === undefined),
    ...mentions,
  ].sort((a, b) => a.start - b.start);
  const bound = new Map<FoundProvision, WrittenDocument>();
  let cursor = 0;
  let recent: WrittenDocument[] = context === undefined ? [] : [written([context])];
  for (const [index, each] of provisions.entries()) {
    for (
      let next = named[cursor];
      next !== undefined && next.start < each.start;
      next = named[cursor]
    ) {
      recent = [next.document, ...recent].slice(0, 6);
      cursor += 1;
    }
    const { anaphor } = each.document;
    if (anaphor === undefined) continue;
    const antecedent =
      shared(text, provisions, index) ??
      backward(anaphor, recent, names) ??
      forward(anaphor, each, named[cursor], text, names);
    if (antecedent !== undefined) bound.set(each, antecedent);
  }
  return found.map((each) => {
    const antecedent = isProvision(each) ? bound.get(each) : undefined;
    return antecedent === undefined ? each : ({ ...each, antecedent } as FoundProvision);
  });
}

/** `s 25(1) and s 26 of the IRPA`: the instrument after the last address belongs to all. */
function shared(
  text: string,
  provisions: readonly FoundProvision[],
  index: number,
): WrittenDocument | undefined {
  let current = provisions[index];
  if (current?.document.placed !== 'nowhere') return undefined;
  for (let next = index + 1; next < index + 8; next += 1) {
    const following = provisions[next];
    if (current === undefined || following === undefined) return undefined;
    const gap = following.start - current.end;
    if (gap > BETWEEN_MAX) return undefined;
    if (
      !/^\s*,?\s*(?:(?:and|or|et|ou)\s+)?(?:de\s+l['’]|l['’]|à\s+l['’]|the\s+)?$/u.test(
        text.slice(current.end, following.start),
      )
    )
      return undefined;
    if (following.document.placed === 'after')
      return following.document.anaphor === undefined ? following.document : undefined;
    if (following.document.placed !== 'nowhere') return undefined;
    current = following;
  }
  return undefined;
}

function fits(anaphor: Anaphor, document: WrittenDocument, names: DocumentNames): boolean {
  if (anaphor === 'any') return true;
  const ids = idsOf(document);
  if (ids.length === 0) return looksLike(anaphor, document);
  return ids.some((id) => names.kindOf(id) === anaphor);
}

/** The kind of an instrument that is not held, from its name or its series. */
function looksLike(anaphor: Anaphor, { name, chapter }: WrittenDocument): boolean {
  const regulation =
    /^(?:SOR|SI|CRC)$/.test(chapter?.series ?? '') ||
    /regulation|rules|règle|règlement|order|décret/iu.test(name?.text ?? '');
  return (anaphor === 'regulation') === regulation;
}

function backward(
  anaphor: Anaphor,
  recent: readonly WrittenDocument[],
  names: DocumentNames,
): WrittenDocument | undefined {
  const [last] = recent;
  if (last === undefined) return undefined;
  if (anaphor === 'any') return last;
  for (const document of recent) if (fits(anaphor, document, names)) return document;
  // Within a regulation `the Act` is its own; beside an Act `the Regulations` are those named after it.
  for (const id of idsOf(last)) {
    const other = anaphor === 'act' ? names.actOf(id) : names.regulationsOf(id);
    if (other !== undefined) return written([other]);
  }
  return undefined;
}

function forward(
  anaphor: Anaphor,
  each: FoundProvision,
  next: Mention | undefined,
  text: string,
  names: DocumentNames,
): WrittenDocument | undefined {
  if (next === undefined || next.start - each.end > FORWARD_MAX) return undefined;
  const between = text.slice(each.end, next.start);
  if (/[!?;\n]|\.\s/u.test(between)) return undefined;
  // A bare address waits only for `(IRPA)` and its like.
  if (anaphor === 'any' && !/^\s*[([]/u.test(between)) return undefined;
  return fits(anaphor, next.document, names) ? next.document : undefined;
}
