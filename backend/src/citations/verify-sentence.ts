import type { CitationCheck } from '@pincite/contract';
import type { Catalogue, PromptPassage } from '../domain/ports.ts';
import { isBoundarySentence } from './boundary-sentence.ts';
import { type CitedInWords, citedInWords } from './cited-in-words.ts';
import { readMarkers } from './markers.ts';
import type { Analyse } from './polarity.ts';
import { countWords, findQuote, type Quotation, quotationsOf } from './quote.ts';
import {
  REASON_OF,
  RESULTS,
  type SentenceReason,
  type SentenceVerdict,
  type VerifySentence,
} from './sentence-verdict.ts';
import { type SourceText, sourceTextOf } from './source-text.ts';
import {
  claimTokens,
  IDLE_THRESHOLD,
  OVERLAP_THRESHOLD,
  shareOf,
  supportFailure,
} from './support.ts';
import { latestYear, namesOf } from './verify-text.ts';

export type { SentenceVerdict, VerifySentence } from './sentence-verdict.ts';

/** A quotation of fewer words is a term, not the law's own words. */
const QUOTE_MIN_WORDS = 4;

/** A passage that a sentence cites, by marker, by quotation or in words. */
interface Cited {
  readonly passage: PromptPassage;
  readonly source: SourceText | undefined;
  readonly quoted: boolean;
}

/**
 * The ladder of one sentence of an answer: markers name given passages; citations in words exist, are in
 * force and agree with what is cited; quotations stand word for word; what is left shares its words with
 * the passages, and turns no negation, duty or number around. Each rung is a verdict of its own; the
 * first that fails decides. `analyse` gives the content words of a text.
 */
export function createSentenceVerifier({
  catalogue,
  analyse,
  today,
}: {
  readonly catalogue: Catalogue;
  readonly analyse: Analyse;
  readonly today?: () => string;
}): VerifySentence {
  const names = namesOf(catalogue);
  return ({ text: drafted, passages, lang }) => {
    const { text, ids, wellFormed } = readMarkers(drafted);
    const fail = (reason: SentenceReason, cited: readonly Cited[] = []): SentenceVerdict => ({
      status: 'failed',
      reason,
      text,
      cited: cited.map(({ passage }) => ({ passage, checks: ['exists'] })),
      quoted: false,
      results: [RESULTS[reason]],
    });
    if (!wellFormed || text === '') return fail('malformed');
    const marked: PromptPassage[] = [];
    for (const id of ids) {
      const passage = passages.find((each) => each.id === id);
      if (passage === undefined) return fail('unknown-marker');
      marked.push(passage);
    }
    if (isBoundarySentence(text, lang)) return passed(text, [], false);

    const prepare = (passage: PromptPassage): Cited => ({
      passage,
      source: sourceTextOf(passage.passage, lang, catalogue, analyse),
      quoted: false,
    });
    const holdings = { catalogue, names: names() };
    const options = { lang, latestYear: latestYear(catalogue, today?.()) };
    const words = citedInWords(text, { marked, passages, holdings, options });
    const cited = new Map(marked.map((each) => [each.id, prepare(each)]));

    // Quotations, citations aside.
    const quotations = quotationsOf(text).filter((each) => !insideCitation(each, words));
    const verified: Quotation[] = [];
    for (const quotation of quotations) {
      const given = marked.length > 0 || words.some(({ passage }) => passage !== undefined);
      const candidates = given
        ? [
            ...cited.values(),
            ...words.flatMap(({ passage }) => (passage === undefined ? [] : [prepare(passage)])),
          ]
        : passages.map(prepare);
      const found = locateQuotation(quotation, text, candidates);
      if (found === undefined) {
        // A term of a few words may stand in quotation marks of the writer's own.
        if (countWords(quotation.text) < QUOTE_MIN_WORDS) continue;
        return fail('quote-mismatch', [...cited.values()]);
      }
      verified.push(found.quotation);
      cited.set(found.cited.passage.id, { ...found.cited, quoted: true });
    }

    // Citations in words, those inside the law's own words aside.
    const outside = words.filter((each) => !verified.some((quotation) => within(each, quotation)));
    for (const { status, passage, ownWords } of outside) {
      if (ownWords) continue;
      const reason = REASON_OF[status];
      if (reason !== 'passed') return fail(reason, [...cited.values()]);
      if (passage !== undefined && !cited.has(passage.id)) cited.set(passage.id, prepare(passage));
    }
    if (cited.size === 0) return fail('uncited');
    const all = [...cited.values()];
    if (all.some(({ passage }) => passage.passage.status !== 'in_force'))
      return fail('not-in-force', all);

    // What the sentence says in words of its own.
    const claim = withoutSpans(text, [...verified, ...outside]).replace(
      /^\s*(?:[-*•]|\d{1,2}[.)])\s+/u,
      '',
    );
    const tokens = claimTokens(claim, lang, analyse);
    const sources = all.flatMap(({ source }) => (source === undefined ? [] : [source]));
    const quoted = verified.length > 0;
    if (quoted && isNaming(tokens, sources)) {
      return passed(
        text,
        all.filter((each) => each.quoted).map((each) => describe(each, false)),
        true,
      );
    }
    if (sources.length === 0) return fail('no-overlap', all);
    if (tokens.size === 0)
      return quoted
        ? passed(
            text,
            all.map((each) => describe(each, false)),
            true,
          )
        : fail('no-overlap', all);
    // A provision that only the sentence itself brings up must bear it out alone.
    const strangers = outside.flatMap((each) => (each.ownWords ? [] : each.strangers));
    for (const { source } of strangers.map(prepare)) {
      const stray = source === undefined || supportFailure(claim, [source], lang, analyse);
      if (stray !== undefined) return fail('no-overlap', all);
    }
    const failure = supportFailure(claim, sources, lang, analyse);
    if (failure !== undefined) return fail(failure, all);
    const shares = all.map((each) => ({ each, share: shareWith(tokens, each.source) }));
    const best = Math.max(...shares.map(({ share }) => share));
    const shown = shares
      .filter(({ each, share }) => each.quoted || share >= IDLE_THRESHOLD || share === best)
      .map(({ each, share }) => describe(each, share >= OVERLAP_THRESHOLD || share === best));
    return passed(text, shown, false);
  };
}

function shareWith(tokens: ReadonlySet<string>, source: SourceText | undefined): number {
  return source === undefined ? 0 : shareOf(tokens, (token) => source.tokens.has(token));
}

function passed(text: string, cited: SentenceVerdict['cited'], quoted: boolean): SentenceVerdict {
  return {
    status: 'passed',
    reason: 'passed',
    text,
    cited,
    quoted,
    results: cited.map(() => 'passed'),
  };
}

function describe({ passage, quoted }: Cited, overlaps: boolean): SentenceVerdict['cited'][number] {
  const checks: CitationCheck[] = ['exists'];
  if (passage.passage.kind !== 'note') checks.push('pinpoint');
  if (quoted) checks.push('quoted');
  if (overlaps) checks.push('overlaps');
  return { passage, checks };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** A definition's term in a citation (`s 2(1) “foreign national”`) is no quotation. */
function insideCitation(quotation: Quotation, words: readonly CitedInWords[]): boolean {
  return words.some((each) => within(quotation, each));
}

/** Where a quotation stands; one with marks inside it may reach to the sentence's last closing mark. */
function locateQuotation(
  quotation: Quotation,
  sentence: string,
  candidates: readonly Cited[],
): { quotation: Quotation; cited: Cited } | undefined {
  const close = sentence.charAt(quotation.end - 1);
  const last = sentence.lastIndexOf(close);
  const readings = [quotation];
  if (last > quotation.end)
    readings.push({
      text: sentence.slice(quotation.start + 1, last),
      start: quotation.start,
      end: last + 1,
    });
  for (const reading of readings) {
    const cited = candidates.find(
      ({ source, passage }) =>
        findQuote(reading.text, source?.quotable ?? passage.passage.text) !== undefined,
    );
    if (cited !== undefined) return { quotation: reading, cited };
  }
  return undefined;
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start))
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return rest;
}

/** True when what stands beside a quotation only names the passage: its title, note or headings. */
function isNaming(tokens: ReadonlySet<string>, sources: readonly SourceText[]): boolean {
  return [...tokens].every((token) => sources.some((source) => source.naming.has(token)));
}
