import type { Language } from '@pincite/contract';
import { endsInAbbreviation } from './abbreviations.ts';

/** A sentence without an end in sight is cut here, at a space, so that a stream cannot grow without bound. */
const SENTENCE_MAX_LENGTH = 4000;
/** A quotation mark that has not been closed after this many characters is taken for a slip. */
const QUOTATION_MAX_LENGTH = 1500;
/** Lookahead that is enough to know the next word. */
const WORD_LOOKAHEAD = 24;

const CLOSERS = /[”»’"')\]]/;
const LIST_ITEM = /^(?:[-*•–—]|\d{1,3}[.)]|#{1,6})[ \t]/;
const LIST_ITEM_BEGUN = /^(?:[-*•–—]|\d{1,3}[.)]?|#{1,6})?$/;

/** Takes text as it arrives and gives sentences as they become whole. */
export interface SentenceSplitter {
  /** Adds text; gives the sentences that are whole now, trimmed. How the text is cut changes nothing. */
  push(text: string): string[];
  /** Gives what is left. The splitter can be used again afterwards. */
  end(): string[];
}

/**
 * Splits running text into sentences. Knows legal abbreviations (`s. 25`, `R.S.C. 1985, c. C-29`,
 * `art. 3`), does not split inside quotation marks or markers `⟦S1.p2⟧`, keeps markers that follow a
 * full stop with their sentence, and ends a sentence at a blank line or a list item.
 */
export function createSentenceSplitter(lang: Language): SentenceSplitter {
  let buffer = '';
  const take = (final: boolean): string[] => {
    const sentences: string[] = [];
    let from = 0;
    while (from < buffer.length) {
      const end = sentenceEnd(buffer, from, lang, final);
      if (end === undefined) break;
      const sentence = buffer.slice(from, end).trim();
      if (sentence !== '') sentences.push(sentence);
      from = end;
    }
    buffer = buffer.slice(from);
    return sentences;
  };
  return {
    push: (text) => {
      buffer += text;
      return take(false);
    },
    end: () => take(true),
  };
}

/** Opens a paragraph of law inside a line: `; (a) …`, `; b) …`, after `and`, `or`, `et`, `ou`. */
const PARAGRAPH = /(?<=;)(?:[ \t]+(?:and|or|et|ou))?[ \t]+(?=\(?[a-z]{1,2}(?:\.\d+)?\) )/g;

/**
 * The sentences of a text of law or of a note: as the splitter gives them, and each line and each
 * `;`-separated paragraph by itself.
 */
export function sentencesOf(text: string, lang: Language): string[] {
  const sentences: string[] = [];
  for (const line of text.split(/\n+/)) {
    for (const paragraph of line.split(PARAGRAPH)) {
      const splitter = createSentenceSplitter(lang);
      sentences.push(...splitter.push(paragraph), ...splitter.end());
    }
  }
  return sentences;
}

type Found = { readonly end: number } | 'no' | 'wait';

/** Where the sentence that starts at `from` ends, or undefined when that cannot be known yet. */
function sentenceEnd(
  text: string,
  from: number,
  lang: Language,
  final: boolean,
): number | undefined {
  const limit = from + SENTENCE_MAX_LENGTH;
  let closing = '';
  let opened = 0;
  for (let at = from; at < text.length; at += 1) {
    if (at >= limit) return cutAtSpace(text, from, limit);
    const char = text.charAt(at);
    if (closing !== '' && at - opened > QUOTATION_MAX_LENGTH) closing = '';
    if (char === '⟦') {
      const close = text.indexOf('⟧', at);
      if (close !== -1 && close - at <= 40) at = close;
      else if (close === -1 && !final && text.length - at <= 40) return undefined;
      continue;
    }
    if (closing !== '') {
      if (char !== closing) continue;
      closing = '';
      // A quotation that ends in a full stop may end its sentence.
      if (!/[.!?…]/.test(text.slice(from, at).trimEnd().slice(-1))) continue;
    } else if (char === '“' || char === '«' || char === '"') {
      closing = char === '“' ? '”' : char === '«' ? '»' : '"';
      opened = at;
      continue;
    } else if (!/[.!?…\n]/.test(char)) continue;
    const found =
      char === '\n' ? lineEnd(text, from, at, final) : stopEnd(text, from, at, lang, final);
    if (found === 'wait') return undefined;
    if (found !== 'no') return found.end;
  }
  return final ? text.length : undefined;
}

function cutAtSpace(text: string, from: number, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  return space > from ? space : limit;
}

/** A line break ends a sentence before a blank line and before an item of a list. */
function lineEnd(text: string, from: number, at: number, final: boolean): Found {
  if (text.slice(from, at).trim() === '') return 'no';
  const rest = text.slice(at + 1, at + 1 + 40).replace(/^[ \t]+/, '');
  if (rest === '') return final ? 'no' : 'wait';
  if (rest.startsWith('\n') || LIST_ITEM.test(rest)) return { end: at + 1 };
  if (!final && rest.length < 6 && LIST_ITEM_BEGUN.test(rest)) return 'wait';
  return 'no';
}

/** A full stop or its like ends a sentence when a new one follows, markers and closing signs aside. */
function stopEnd(text: string, from: number, at: number, lang: Language, final: boolean): Found {
  let end = at + 1;
  while (end < text.length && (CLOSERS.test(text.charAt(end)) || /[.!?…]/.test(text.charAt(end))))
    end += 1;
  let next = afterSpace(text, end);
  const closingQuote = /^[”»]/.exec(text.slice(next));
  if (closingQuote !== null && text.slice(from, at).includes(closingQuote[0] === '»' ? '«' : '“')) {
    end = next + 1;
    next = afterSpace(text, end);
  }
  let marked = false;
  while (text.charAt(next) === '⟦') {
    const close = text.indexOf('⟧', next);
    if (close === -1 || close - next > 40)
      return final || text.length - next > 40 ? { end: next } : 'wait';
    marked = true;
    end = close + 1;
    while (end < text.length && /[.!?…;,]/.test(text.charAt(end))) end += 1;
    next = afterSpace(text, end);
  }
  if (next >= text.length) return final ? { end: text.length } : 'wait';
  if (marked) return { end };
  if (next === end) return 'no';
  if (/\n[ \t]*\n/.test(text.slice(end, next))) return { end };
  const following = text.slice(next, next + WORD_LOOKAHEAD);
  if (!final && following.length < WORD_LOOKAHEAD && !/[^\p{L}\p{M}]/u.test(following)) {
    // The rest of the next word may still tell `U.S. The` from `R.S.C. Theory`.
    return 'wait';
  }
  if (/^\p{Ll}/u.test(following)) return 'no';
  if (text.charAt(at) === '.' && endsInAbbreviation(text.slice(from, at), following, lang)) {
    return 'no';
  }
  return { end };
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
