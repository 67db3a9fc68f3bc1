import type { Language } from '@pincite/contract';
import { COURTS } from './courts.ts';
import type { CasePinpoint, FoundCase } from './found-citation.ts';
import { readReporter } from './reporters.ts';
import type { TokenStream } from './token-stream.ts';

/** A citation of a decision as tokens up to `next`. */
export type ReadCase = Omit<FoundCase, 'raw' | 'start' | 'end'> & { readonly next: number };

const LIST_MAX = 30;
const PARAGRAPH_WORDS = new Set([
  'para',
  'paras',
  'paragraph',
  'paragraphs',
  'paragraphe',
  'paragraphes',
]);
const PAGE_WORDS = new Set(['p', 'pp', 'page', 'pages']);
const JOINS = new Set(['and', 'et']);
const SPANS = new Set(['to', 'a']);

/** False when a number goes on as a decimal, a range, or a word. */
export function endsThere(tokens: TokenStream, next: number): boolean {
  if (tokens.spaced(next)) return true;
  if (tokens.isWord(next) || tokens.isNumber(next)) return false;
  const sign = tokens.sign(next);
  const joined = !tokens.spaced(next + 1);
  if (sign === '-' || sign === '_')
    return !(joined && (tokens.isNumber(next + 1) || tokens.isWord(next + 1)));
  if (sign === '.' || sign === ',' || sign === '/') return !(joined && tokens.isNumber(next + 1));
  return true;
}

/** `85`, `23-25`, `78–79, 103`, `78 et 103`, `[20]-[22]` without its brackets. */
function readNumbers(tokens: TokenStream, at: number): { text: string; next: number } | undefined {
  if (tokens.digits(at, 4) === '') return undefined;
  let next = at + 1;
  for (let count = 0; count < LIST_MAX; count += 1) {
    const sign = tokens.sign(next);
    const key = tokens.key(next);
    let item: number;
    if (sign === '-' || JOINS.has(key) || SPANS.has(key) || sign === '&') item = next + 1;
    else if (sign === ',') item = JOINS.has(tokens.key(next + 1)) ? next + 2 : next + 1;
    else break;
    const ranged = tokens.sign(item + 1) === '-' && tokens.isNumber(item + 2);
    if (tokens.digits(item, 4) === '' || !(ranged || endsThere(tokens, item + 1))) break;
    // `at para 13, 134 DLR (4th) 321`: the next number opens a citation of its own.
    const opens =
      readReporter(tokens, item + 1) !== undefined ||
      COURTS.has(tokens.word(item + 1)) ||
      tokens.word(item + 1) === 'CanLII';
    if (opens) break;
    next = item + 1;
  }
  return { text: tokens.slice(at, next), next };
}

function pinpointLang(word: string): Language | undefined {
  return /^(?:au|aux|paragraphes?)$/.test(word) ? 'fr' : word === 'at' ? 'en' : undefined;
}

/** `at para 85`, `, at paras. 23-25`, `au para 12`, `, ¶ 21`, `at 837`. */
function readPinpoint(
  tokens: TokenStream,
  at: number,
): { pinpoint: CasePinpoint; next: number; lang: Language | undefined } | undefined {
  let next = tokens.sign(at) === ',' ? at + 1 : at;
  const lead = tokens.key(next);
  const aLa = lead === 'a' && tokens.key(next + 1) === 'la' && PAGE_WORDS.has(tokens.key(next + 2));
  const led = aLa || lead === 'at' || lead === 'au' || lead === 'aux';
  const lang = aLa ? 'fr' : led ? pinpointLang(lead) : undefined;
  if (led) next += aLa ? 2 : 1;
  let unit: CasePinpoint['unit'] | undefined;
  if (tokens.sign(next) === '¶') {
    unit = 'paragraph';
    next += tokens.sign(next + 1) === '¶' ? 2 : 1;
  } else if (PARAGRAPH_WORDS.has(tokens.key(next)) || (led && PAGE_WORDS.has(tokens.key(next)))) {
    unit = PAGE_WORDS.has(tokens.key(next)) ? 'page' : 'paragraph';
    next += tokens.sign(next + 1) === '.' ? 2 : 1;
  } else if (led) unit = 'page';
  if (unit === undefined) return undefined;
  const numbers = readNumbers(tokens, next);
  if (numbers === undefined) return undefined;
  return { pinpoint: { unit, text: numbers.text }, next: numbers.next, lang };
}

/** The citation with the pinpoint that follows it, if one does. */
export function withPinpoint(tokens: TokenStream, read: ReadCase): ReadCase {
  const found = readPinpoint(tokens, read.next);
  if (found === undefined) return read;
  const { unit, text } = found.pinpoint;
  const list = text.replace(/\s*[‐-―-]\s*/gu, '-').replace(/\s+/gu, ' ');
  const many = /[-,]|\b(?:and|et|to|à)\b/.test(list);
  const en = list
    .replace(/\bet\b/gu, 'and')
    .replace(/\s*à\s*/gu, '-')
    .replace(/\bto\b/gu, '-');
  const fr = list.replace(/\band\b/gu, 'et').replace(/\s*\bto\b\s*/gu, '-');
  const canonical =
    unit === 'page'
      ? { en: `${read.canonical.en} at ${en}`, fr: `${read.canonical.fr} à la p ${fr}` }
      : {
          en: `${read.canonical.en} at ${many ? 'paras' : 'para'} ${en}`,
          fr: `${read.canonical.fr} au${many ? 'x' : ''} para ${fr}`,
        };
  return {
    ...read,
    canonical,
    pinpoint: { unit, text: list },
    next: found.next,
    lang: read.lang ?? found.lang,
  };
}
