import type { CitationStatus } from '@pincite/contract';
import type { DocumentId, Passage, ProvisionLabel } from '../domain/law.ts';
import type { PromptPassage } from '../domain/ports.ts';
import { type FoundCitation, isProvision } from './found-citation.ts';
import type { Holdings, ResolveOptions } from './identify.ts';
import { labelAbove } from './nearest.ts';
import { findQuote } from './quote.ts';
import { type ResolvedCitation, resolveCitation } from './resolve.ts';
import { scanCitations } from './scan.ts';

/** A citation that a sentence makes in words. */
export interface CitedInWords {
  readonly start: number;
  readonly end: number;
  readonly status: CitationStatus;
  /** The passage that it names: one of the prompt's, else one of the catalogue. */
  readonly passage: PromptPassage | undefined;
  /** Labels that it names and that no marked passage is, holds or stands in. */
  readonly strangers: readonly PromptPassage[];
  /** The cited passage says the same words: a note that names its provisions, a cross-reference. */
  readonly ownWords: boolean;
}

interface Around {
  /** Passages that the sentence cites by marker. */
  readonly marked: readonly PromptPassage[];
  readonly passages: readonly PromptPassage[];
  readonly holdings: Holdings;
  readonly options: ResolveOptions;
}

/** The citations in words of a sentence, each resolved; bare addresses belong to what it marks. */
export function citedInWords(text: string, around: Around): CitedInWords[] {
  const { marked, holdings, options } = around;
  const contexts = [...new Set(marked.map(({ passage }) => passage.document))];
  const [context] = contexts;
  const found = scanCitations(text, holdings.names, context === undefined ? {} : { context });
  return found.map((each) => {
    const resolved = resolveCitation(each, holdings, options);
    const chosen =
      resolved.status === 'verified'
        ? resolved
        : (inOtherContext(each, contexts, around) ?? resolved);
    return {
      start: each.start,
      end: chosen.end ?? each.end,
      status: chosen.status,
      passage: passageOf(chosen, chosen.held[0], around),
      strangers: strangersOf(chosen, around),
      ownWords: marked.some(({ passage }) => findQuote(each.raw, wordsOf(passage)) !== undefined),
    };
  });
}

/** A passage's text and what stands over it. */
function wordsOf({ text, marginalNote, headings, title }: Passage): string {
  return [text, marginalNote ?? '', ...headings, title].join('\n\n');
}

/** A bare address that its antecedent lacks may be of another document that is marked. */
function inOtherContext(
  found: FoundCitation,
  contexts: readonly DocumentId[],
  { holdings, options }: Around,
): ResolvedCitation | undefined {
  if (!isProvision(found) || found.document.placed !== 'nowhere') return undefined;
  for (const context of contexts) {
    const name = { text: '', ids: [context], lang: undefined };
    const again = { ...found, antecedent: { name, placed: 'nowhere' as const } };
    const resolved = resolveCitation(again, holdings, options);
    if (resolved.status === 'verified') return resolved;
  }
  return undefined;
}

function related(a: ProvisionLabel, b: ProvisionLabel): boolean {
  if (a === b) return true;
  for (let above = labelAbove(a); above !== undefined; above = labelAbove(above))
    if (above === b) return true;
  for (let above = labelAbove(b); above !== undefined; above = labelAbove(above))
    if (above === a) return true;
  return false;
}

function isNamed({ passage }: PromptPassage, document: DocumentId, label: ProvisionLabel): boolean {
  return (
    (passage.document === document && related(passage.provision, label)) ||
    passage.explains.some((each) => each.document === document && related(each.provision, label))
  );
}

/** The passage of a label of a resolved citation: a marked one, else the prompt's, else the catalogue's. */
function passageOf(
  { document, status }: ResolvedCitation,
  label: ProvisionLabel | undefined,
  { marked, passages, holdings, options }: Around,
): PromptPassage | undefined {
  if (document === undefined || label === undefined || status !== 'verified') return undefined;
  const named = (each: PromptPassage): boolean => isNamed(each, document, label);
  const known = marked.find(named) ?? passages.find(named);
  if (known !== undefined) return known;
  const { catalogue } = holdings;
  const passage =
    catalogue.passage(document, options.lang, label) ??
    catalogue.passage(document, options.lang === 'en' ? 'fr' : 'en', label);
  return passage === undefined ? undefined : { id: `${document} ${label}`, passage, score: 0 };
}

/**
 * The provisions of a citation that the sentence does not mark, and whose number none of the marked
 * passages mentions.
 */
function strangersOf(resolved: ResolvedCitation, around: Around): PromptPassage[] {
  const { document, held } = resolved;
  const { marked } = around;
  if (document === undefined || marked.length === 0) return [];
  return held.flatMap((label) => {
    const section = /^\d[\d.]*/.exec(label)?.[0];
    const mentioned = marked.some(
      ({ passage }) => section !== undefined && mentions(passage.text, section),
    );
    if (mentioned || marked.some((each) => isNamed(each, document, label))) return [];
    const passage = passageOf(resolved, label, around);
    return passage === undefined ? [] : [passage];
  });
}

function mentions(text: string, section: string): boolean {
  return text.split(/[^\d.]+/u).some((number) => number.replace(/\.$/u, '') === section);
}
