import type { ProvisionKind, ProvisionLabel } from '../../domain/law.ts';
import { isElement, type XmlElement } from './xml-tree.ts';

/** Labels of real law stay under 40 characters; a longer one is no address. */
const LONGEST = 100;
/** A range that names more is a mistake, and only its ends are taken. */
const MOST_MEMBERS = 1000;

/** The words of a `Label`, without footnote marks and with plain spaces. */
export function labelText(label: XmlElement | undefined): string {
  if (label === undefined) return '';
  return wordsOf(label)
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .replace(/^ ?\* ?/u, '')
    .trim();
}

function wordsOf(element: XmlElement): string {
  return element.children
    .map((child) =>
      isElement(child) ? (child.name === 'FootnoteRef' ? '' : wordsOf(child)) : child,
    )
    .join('');
}

/**
 * The parts that one printed label stands for, without brackets, so that English `(a)` and French `a)` are
 * both `a`. `(3) to (5)` is 3, 4 and 5, `204 et 205` both: repealed and spent provisions are printed so.
 * `kind` tells the Roman numerals of subparagraphs from letters. Gives nothing for what is no label.
 */
export function expandLabel(printed: string, kind?: ProvisionKind): readonly string[] {
  if (printed.length > LONGEST) return [];
  return printed
    .split(/ (?:and|et) |, ?/u)
    .flatMap((part) => {
      const [from = '', to] = part.split(/ (?:to|à) /u).map(bare);
      return to === undefined ? [from] : between(from, to, kind);
    })
    .filter((part) => part !== '');
}

/** The address of a part below another: `36(1)` and `a` are `36(1)(a)`. */
export function below(address: ProvisionLabel, part: string): ProvisionLabel {
  return `${address}(${part})`;
}

function bare(part: string): string {
  return part
    .trim()
    .replace(/^\(/u, '')
    .replace(/[).]+$/u, '')
    .trim();
}

/**
 * From `227.1` to `232` are 227.1, 228, 229, …, 232. Which decimals stand between `1.01` and `1.1`, or
 * after `227.1`, the label does not say: only members that must exist are given.
 */
function between(from: string, to: string, kind: ProvisionKind | undefined): readonly string[] {
  const [first, last] = [splitDecimal(from), splitDecimal(to)];
  if (first.stem === last.stem) {
    const decimals = sequence(first.decimal || '0', last.decimal, undefined);
    const sameLength = first.decimal === '' || first.decimal.length === last.decimal.length;
    if (!sameLength || decimals === undefined) return [from, to];
    return decimals.map((decimal, index) =>
      index === 0
        ? from
        : `${first.stem}.${decimal.padStart(first.decimal === '' ? 1 : first.decimal.length, '0')}`,
    );
  }
  const stems = sequence(first.stem, last.stem, kind);
  if (stems === undefined) return [from, to];
  return [from, ...stems.slice(1), ...(last.decimal === '' ? [] : [to])];
}

function splitDecimal(part: string): { stem: string; decimal: string } {
  const dot = part.indexOf('.');
  return dot < 0
    ? { stem: part, decimal: '' }
    : { stem: part.slice(0, dot), decimal: part.slice(dot + 1) };
}

/** Numbers, Roman numerals or letters from one to another; undefined when they make no sequence. */
function sequence(
  from: string,
  to: string,
  kind: ProvisionKind | undefined,
): readonly string[] | undefined {
  if (/^\d+$/u.test(from) && /^\d+$/u.test(to))
    return counted(Number(from), Number(to), (number) => String(number));
  if (kind === 'subparagraph' || kind === 'subclause') {
    const upper = from === from.toUpperCase();
    const [first, last] = [romanValue(from), romanValue(to)];
    if (first !== undefined && last !== undefined)
      return counted(first, last, (number) =>
        upper ? roman(number) : roman(number).toLowerCase(),
      );
  }
  // `d` to `g`, `aa` to `ac`, `5A` to `5C`: all but the last letter is the same.
  const [head, tail] = [from.slice(0, -1), to.slice(0, -1)];
  const [first, last] = [from.slice(-1), to.slice(-1)];
  if (head !== tail || !(/^[a-z]{2}$/u.test(first + last) || /^[A-Z]{2}$/u.test(first + last)))
    return undefined;
  return counted(
    first.charCodeAt(0),
    last.charCodeAt(0),
    (code) => head + String.fromCharCode(code),
  );
}

function counted(
  first: number,
  last: number,
  name: (number: number) => string,
): readonly string[] | undefined {
  if (last < first || last - first >= MOST_MEMBERS) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => name(first + index));
}

const ROMAN = [
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

function roman(number: number): string {
  let rest = number;
  let numeral = '';
  for (const [sign, value] of ROMAN) for (; rest >= value; rest -= value) numeral += sign;
  return numeral;
}

function romanValue(numeral: string): number | undefined {
  const upper = numeral.toUpperCase();
  for (let number = 1; number < 100; number += 1) if (roman(number) === upper) return number;
  return undefined;
}
