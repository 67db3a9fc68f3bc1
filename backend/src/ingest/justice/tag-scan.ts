/**
 * A second reading of the XML for the tests, over its tags as text and without a tree: written apart from
 * the parser on purpose, so that both must agree.
 */
const LEVELS = ['Section', 'Subsection', 'Paragraph', 'Subparagraph', 'Clause', 'Subclause'];
const OTHER_LAW = ['AmendedText', 'ReadAsText', 'QuotedText', 'RelatedOrNotInForce'];
const NO_WORDS = [
  'Footnote',
  'FootnoteRef',
  'HistoricalNote',
  'Identification',
  'RecentAmendments',
];

/** `section 25`, `subsection 25(1)`, …: the numbered provisions of the body outside definitions. */
export function bodyAddresses(xml: string): readonly string[] {
  const body = cut(bodyOf(xml), [...OTHER_LAW, 'Definition', 'FormulaGroup']);
  const found: string[] = [];
  const open: { level: string; addresses: string[] }[] = [];
  const tag = /<(\/?)([A-Za-z]+)\b[^>]*?(\/?)>/gu;
  for (let match = tag.exec(body); match !== null; match = tag.exec(body)) {
    const [, closing, name = '', empty] = match;
    if (empty === '/') continue;
    if (LEVELS.includes(name)) {
      if (closing === '/') open.pop();
      else open.push({ level: name, addresses: [] });
    }
    const around = open.at(-1);
    // The first label after its tag is its own; headings have labels of their own before the next section.
    if (name !== 'Label' || closing === '/' || around === undefined) continue;
    if (around.addresses.length > 0) continue;
    const printed = body.slice(tag.lastIndex, body.indexOf('</Label>', tag.lastIndex));
    const above = open.at(-2)?.addresses[0];
    around.addresses = members(printed).map((part) =>
      above === undefined ? part : `${above}(${part})`,
    );
    for (const address of around.addresses) found.push(`${around.level.toLowerCase()} ${address}`);
  }
  return found;
}

/** Definitions anywhere but in other laws' text. */
export function countDefinitions(xml: string): number {
  return withoutPseudoSchedules(cut(xml, OTHER_LAW)).match(/<Definition[ >]/gu)?.length ?? 0;
}

/** All words of the law: what stands between tags, but for notes and other laws' text. */
export function wordsOutsideTags(xml: string, lang: 'en' | 'fr'): string {
  const other = lang === 'en' ? 'BilingualItemFr' : 'BilingualItemEn';
  return withoutPseudoSchedules(cut(xml, [...OTHER_LAW, ...NO_WORDS, other]))
    .replace(/<\/?(?:Emphasis|Sup|Sub|XRef\w+|Defin\w+|Language)\b[^>]*>/gu, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/&(?:amp|lt|gt|quot|apos);/gu, ' ');
}

function bodyOf(xml: string): string {
  return xml.slice(xml.indexOf('<Body'), xml.lastIndexOf('</Body>'));
}

/** Once other laws' text is cut, nothing in them nests a schedule. */
function withoutPseudoSchedules(xml: string): string {
  return xml.replace(/<Schedule [^>]*\bid="(?:NifProvs|RelatedProvs)"[^>]*>.*?<\/Schedule>/gsu, '');
}

/** The text without these elements, which may nest themselves. */
function cut(xml: string, names: readonly string[]): string {
  let kept = '';
  let [depth, from] = [0, 0];
  const tag = new RegExp(`<(/?)(?:${names.join('|')})(?=[ />])[^>]*?(/?)>`, 'gu');
  for (let match = tag.exec(xml); match !== null; match = tag.exec(xml)) {
    if (match[2] === '/') continue;
    if (match[1] === '' && depth === 0) kept += xml.slice(from, match.index);
    depth += match[1] === '' ? 1 : -1;
    if (depth === 0) from = tag.lastIndex;
  }
  return kept + xml.slice(from);
}

function members(label: string): readonly string[] {
  const words = label
    .replace(/<FootnoteRef[^>]*>[^<]*<\/FootnoteRef>/gu, '')
    .replace(/[\u00a0\s]+/gu, ' ')
    .replace(/[()]/gu, '')
    .trim();
  const [first = '', last] = words.split(/ (?:to|à) /u);
  if (last === undefined) return words.split(/ (?:and|et) /u);
  const all = [first];
  if (/^[a-z]$/u.test(first))
    for (let code = first.charCodeAt(0) + 1; code <= last.charCodeAt(0); code += 1)
      all.push(String.fromCharCode(code));
  else
    for (let number = Math.floor(Number(first)) + 1; number <= Number(last); number += 1)
      all.push(String(number));
  return all;
}
