import type { Locale } from './locale.ts';

/** The element id of a provision in the reader; labels hold brackets, quotes and spaces. */
export function anchorOf(label: string): string {
  return `p-${label.replace(/[^A-Za-z0-9.()-]+/g, '_')}`;
}

/** The reader's address of a provision, with the words to highlight. */
export function lawAddress(
  locale: Locale,
  document: string,
  provision?: string,
  words?: string,
): string {
  const base = `/${locale}/law/${encodeURIComponent(document)}`;
  if (!provision) return base;
  const query = new URLSearchParams({ p: provision });
  if (words) query.set('q', words.slice(0, 300));
  return `${base}?${query}#${anchorOf(provision)}`;
}
