import type { CitationStatus } from '@pincite/contract';
import type { DocumentId, ProvisionLabel } from '../domain/law.ts';
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
        : (inOtherContext(text, each, contexts, around) ?? resolved);
    return {
      start: each.start,
      end: chosen.end ?? each.end,
      status: chosen.status,
      passage: passageOf(chosen, around),
      ownWords: marked.some(({ passage }) => findQuote(each.raw, passage.text) !== undefined),
    };
  });
}

/** A bare address that the first marked document lacks may be of another one that is marked. */
function inOtherContext(
  text: string,
  found: FoundCitation,
  contexts: readonly DocumentId[],
  { holdings, options }: Around,
): ResolvedCitation | undefined {
  if (!isProvision(found) || found.document.anaphor === undefined) return undefined;
  for (const context of contexts.slice(1)) {
    const again = scanCitations(text, holdings.names, { context }).find(
      ({ start, end }) => start === found.start && end === found.end,
    );
    if (again === undefined) continue;
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

/** The passage that a resolved citation names: marked ones first, then the prompt's, then the catalogue's. */
function passageOf(
  { document, held, status }: ResolvedCitation,
  { marked, passages, holdings, options }: Around,
): PromptPassage | undefined {
  const [label] = held;
  if (document === undefined || label === undefined || status !== 'verified') return undefined;
  const names = ({ passage }: PromptPassage): boolean =>
    (passage.document === document && related(passage.provision, label)) ||
    passage.explains.some((each) => each.document === document && related(each.provision, label));
  const known = marked.find(names) ?? passages.find(names);
  if (known !== undefined) return known;
  const { catalogue } = holdings;
  const passage =
    catalogue.passage(document, options.lang, label) ??
    catalogue.passage(document, options.lang === 'en' ? 'fr' : 'en', label);
  return passage === undefined ? undefined : { id: `${document} ${label}`, passage, score: 0 };
}
