import type { Language } from '@pincite/contract';
import { wordsOf } from './inline.ts';
import { childrenNamed, isElement, type XmlElement } from './xml-tree.ts';

/** The historical notes of a node in one: `2001, c. 27, s. 25; 2008, c. 28, s. 117`. */
export function historyOf(element: XmlElement, lang: Language): string | undefined {
  const notes = childrenNamed(element, 'HistoricalNote').flatMap((note) =>
    note.children
      .map((child) => (isElement(child) ? wordsOf(child, lang) : child.trim()))
      .filter((part) => part !== ''),
  );
  return notes.length === 0 ? undefined : notes.join('; ');
}
