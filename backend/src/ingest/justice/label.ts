import type { XmlElement } from './xml-tree.ts';
import { isElement } from './xml-tree.ts';

/** The words of a `Label`, without footnote marks and with plain spaces. */
export function labelText(label: XmlElement | undefined): string {
  if (label === undefined) return '';
  const words = label.children
    .map((child) =>
      isElement(child) ? (child.name === 'FootnoteRef' ? '' : labelText(child)) : child,
    )
    .join('');
  return words
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .replace(/^\*\s*/u, '')
    .trim();
}

/** `(a)` and the French `a)` are `a`; `25` is `25`. */
function bare(part: string): string {
  return part.trim().replace(/^\(/u, '').replace(/\)$/u, '').trim();
}

/**
 * The parts that one printed label stands for: `(3) to (5)` is 3, 4 and 5, `204 et 205` both; repealed
 * and spent provisions are printed so. The ends of a range may be decimal (`227.1 to 232`).
 */
export function expandLabel(printed: string): readonly string[] {
  const range = /^(.+?)\s+(?:to|à)\s+(.+)$/u.exec(printed);
  if (range !== null) return between(bare(range[1] ?? ''), bare(range[2] ?? ''));
  return printed
    .split(/\s+(?:and|et)\s+|,\s*/u)
    .map(bare)
    .filter((part) => part !== '');
}

function between(from: string, to: string): readonly string[] {
  if (/^[a-z]$/u.test(from) && /^[a-z]$/u.test(to)) {
    const parts: string[] = [];
    for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1)
      parts.push(String.fromCharCode(code));
    return parts;
  }
  const [first, last] = [Number(from), Number(to)];
  if (!Number.isFinite(first) || !Number.isFinite(last) || last - first > 1000) return [from, to];
  const parts = [from];
  // Decimals of one whole number: `1.01 to 1.04`.
  const decimals =
    from.includes('.') && Math.trunc(first) === Math.trunc(last)
      ? (from.split('.')[1] ?? '').length
      : 0;
  const step = decimals > 0 ? 10 ** -decimals : 1;
  for (
    let next = decimals > 0 ? first + step : Math.floor(first) + 1;
    next < last - step / 2;
    next += step
  )
    parts.push(decimals > 0 ? next.toFixed(decimals) : String(next));
  parts.push(to);
  return parts;
}

/** The address of a part below another: `36(1)` and `a` are `36(1)(a)`. */
export function below(address: string, part: string): string {
  return `${address}(${part})`;
}
