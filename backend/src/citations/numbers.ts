import type { Language } from '@pincite/contract';

/** A number of a text, with the unit that it counts and the way it is bounded. */
export interface Quantity {
  readonly value: string;
  readonly unit: string | undefined;
  readonly bound: 'least' | 'most' | undefined;
}

const ENGLISH: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  half: 0.5,
};
const FRENCH: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  nonante: 90,
  demi: 0.5,
  demie: 0.5,
};
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  cent: 100,
  cents: 100,
  thousand: 1000,
  mille: 1000,
  million: 1e6,
  millions: 1e6,
};

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['day', /^(?:days?|jours?)$/],
  ['week', /^(?:weeks?|semaines?)$/],
  ['month', /^(?:months?|mois)$/],
  ['year', /^(?:years?|annees?|ans?)$/],
  ['hour', /^(?:hours?|heures?)$/],
  ['percent', /^(?:%|percent|pourcent)$/],
  ['dollar', /^(?:\$|dollars?)$/],
];

/** Small words that print in law between a number and its unit: `seven clear days`. */
const BETWEEN =
  /^(?:clear|full|consecutive|calendar|business|working|francs?|consecutifs?|complete|completes?)$/;

const LEAST =
  /(?:\bat least|\bmore than|\bover|\bexceed(?:s|ing)?|\bno less than|\bnot less than|\bno fewer than|\bminimum (?:of|term of)|\bau moins|\bplus de|\bau minimum|\bd['’]au moins|\bsuperieure? a|\bexcedant|\bdepassant|\bou plus|\bminimale?(?: de| d['’]))\s*$/;
const MOST =
  /(?:\bat most|\bless than|\bfewer than|\bunder|\bno more than|\bnot more than|\bnot exceed(?:ing)?|\bdoes not exceed|\bup to|\bwithin|\bno later than|\bnot later than|\bmaximum (?:of|term of)|\bau plus|\bmoins de|\bau maximum|\bn['’]excedant pas|\bdans les|\bjusqu['’]a|\binferieure? a|\bdans un delai (?:de|d['’])|\bau plus tard|\bmaximale?(?: de| d['’]))\s*$/;

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function foldAll(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))/gu, '')
    .replace(/(?<=\d),(?=\d{1,2}\s*(?:%|\$))/gu, '.');
}

/** The quantities of a text: figures, and numbers in words where they count something. */
export function quantitiesOf(text: string, lang: Language): Quantity[] {
  const plain = foldAll(text);
  const pieces: Piece[] = [...plain.matchAll(/\d+(?:\.\d+)?|[a-z]+|[%$]/g)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: Quantity[] = [];
  for (let at = 0; at < pieces.length; ) {
    const read = readNumber(pieces, at, lang);
    if (read === undefined) {
      at += 1;
      continue;
    }
    const start = pieces[at]?.start ?? 0;
    const before = plain.slice(Math.max(0, start - 40), start);
    const unit = unitAfter(pieces, read.next) ?? (/\$\s*$/.test(before) ? 'dollar' : undefined);
    // `one` and `un` are numbers only before a unit.
    if (read.figure || unit !== undefined || read.value > 2) {
      found.push({
        value: String(read.value),
        unit,
        bound: boundOf(before, plain, pieces, read.next),
      });
    }
    at = read.next;
  }
  return found;
}

function boundOf(
  before: string,
  plain: string,
  pieces: readonly Piece[],
  next: number,
): Quantity['bound'] {
  if (MOST.test(before)) return 'most';
  if (LEAST.test(before)) return 'least';
  const from = pieces[next]?.end ?? plain.length;
  const after = plain.slice(from, from + 16);
  if (/^\s*(?:or more|or longer|ou plus|au moins)\b/.test(after)) return 'least';
  if (/^\s*(?:or less|or fewer|ou moins|au plus)\b/.test(after)) return 'most';
  return undefined;
}

function unitAfter(pieces: readonly Piece[], next: number): string | undefined {
  for (let at = next; at < next + 2; at += 1) {
    const word = pieces[at]?.text ?? '';
    const unit = UNITS.find(([, pattern]) => pattern.test(word))?.[0];
    if (unit !== undefined) return unit;
    if (!BETWEEN.test(word)) return undefined;
  }
  return undefined;
}

function readNumber(
  pieces: readonly Piece[],
  at: number,
  lang: Language,
): { value: number; next: number; figure: boolean } | undefined {
  const first = pieces[at]?.text ?? '';
  if (/^\d/.test(first)) return { value: Number(first), next: at + 1, figure: true };
  const words = lang === 'en' ? ENGLISH : FRENCH;
  let total = 0;
  let group = 0;
  let next = at;
  let last = 0;
  for (; next < at + 10; next += 1) {
    const word = pieces[next]?.text ?? '';
    const value = words[word];
    const scale = SCALES[word];
    if (value !== undefined) {
      // `quatre-vingts` multiplies; `vingt-deux` and `soixante-dix` add; `six, seven` are two numbers.
      if (next > at && last !== 0 && value >= last && !(last === 4 && value === 20)) break;
      if (last === 4 && value === 20) group += 76;
      else group += value;
      last = last === 4 && value === 20 ? 80 : value;
    } else if (scale !== undefined && (next > at || scale >= 100)) {
      if (scale === 100) group = (group || 1) * 100;
      else {
        total += (group || 1) * scale;
        group = 0;
      }
      last = Number.POSITIVE_INFINITY;
    } else if ((word === 'and' || word === 'et') && next > at) {
      const following = words[pieces[next + 1]?.text ?? ''];
      if (following === undefined || following >= last || last < 20) break;
    } else break;
  }
  if (next === at) return undefined;
  return { value: total + group, next, figure: false };
}

/** A sentence number that its source does not bear out; undefined when all are. */
export function unsupportedQuantity(
  claim: readonly Quantity[],
  source: readonly Quantity[],
): Quantity | undefined {
  return claim.find((quantity) => {
    const same = source.filter(
      ({ value, unit }) =>
        value === quantity.value && (quantity.unit === undefined || unit === quantity.unit),
    );
    if (same.length === 0) return true;
    if (quantity.bound === undefined) return false;
    const bounds = same.map(({ bound }) => bound);
    // A source that bounds the number the other way, and nowhere this way, contradicts.
    return !bounds.includes(quantity.bound) && bounds.every((bound) => bound !== undefined);
  });
}
