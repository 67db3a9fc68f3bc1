import type { Language } from '@pincite/contract';
import type { Passage, Provision, ProvisionLabel } from '../domain/law.ts';
import type { Catalogue } from '../domain/ports.ts';
import { sentencesOf } from '../domain/sentences.ts';
import { type Quantity, quantitiesOf } from './numbers.ts';
import { type Analyse, joined, modalClauses, type Polarity, polarityOf } from './polarity.ts';

/** A clause as the guards compare it. */
export interface Clause {
  readonly tokens: ReadonlySet<string>;
  readonly polarity: Polarity;
}

/** A passage made ready to be compared with a sentence, in the language of the sentence. */
export interface SourceText {
  /** The words that a quotation may come from. */
  readonly quotable: string;
  readonly tokens: ReadonlySet<string>;
  /** Tokens of what names the passage: title, marginal note, headings, citation. */
  readonly naming: ReadonlySet<string>;
  /** Its clauses, each with what it hangs from. */
  readonly segments: readonly Clause[];
  readonly quantities: readonly Quantity[];
}

/** The opening words of the provisions that a paragraph hangs from, outermost first. */
function openingWords(passage: Passage, catalogue: Catalogue): string {
  const { document, lang } = passage;
  const words: string[] = [];
  let label: ProvisionLabel | undefined = passage.provision;
  for (let depth = 0; depth < 8; depth += 1) {
    const provision: Provision | undefined =
      label === undefined ? undefined : catalogue.provision(document, lang, label);
    const parent: ProvisionLabel | undefined = provision?.parent;
    if (parent === undefined) break;
    const above = catalogue.provision(document, lang, parent);
    const [first] = catalogue.children(document, lang, parent);
    if (above === undefined || first === undefined) break;
    const opening = first.text.slice(0, 40);
    const end = opening === '' ? -1 : above.text.indexOf(opening);
    if (end > 0) words.unshift(above.text.slice(0, end));
    label = parent;
  }
  return words.join(' ').replace(/\(?[a-z0-9.]{1,6}\)\s*$/u, '');
}

/** A sentence of a source as its clauses, each with the words and the polarity of what it hangs from. */
function clauseSegments(
  text: string,
  polarity: Polarity,
  tokens: readonly string[],
  lang: Language,
  analyse: Analyse,
): Clause[] {
  return modalClauses(text, lang).map((clause) => ({
    tokens: new Set([...tokens, ...analyse(clause, lang)]),
    polarity: joined(polarity, polarityOf(clause, lang, analyse)),
  }));
}

/**
 * The passage in the language of the sentence: itself, or the same provision of the other version.
 * Undefined when the two cannot be compared.
 */
export function sourceTextOf(
  passage: Passage,
  lang: Language,
  catalogue: Catalogue,
  analyse: Analyse,
): SourceText | undefined {
  const same =
    passage.lang === lang ? passage : catalogue.passage(passage.document, lang, passage.provision);
  if (same === undefined) return undefined;
  const lead = openingWords(same, catalogue);
  const about = [same.title, same.marginalNote ?? '', ...same.headings, same.citation].join(' ');
  const leadPolarity = polarityOf(lead, lang, analyse);
  // Opening words of the passage itself go before each of its paragraphs.
  const [opening = '', ...rest] = sentencesOf(same.text, lang);
  const hangs = /[:—]\s*$|[:,]/u.test(opening) && rest.length > 0 && /^[^.]*[:;,]?$/u.test(opening);
  const openingPolarity = joined(leadPolarity, polarityOf(opening, lang, analyse));
  const openingTokens = analyse(`${lead} ${opening}`, lang);
  const segments = [
    ...clauseSegments(opening, leadPolarity, analyse(lead, lang), lang, analyse),
    ...rest.flatMap((text) =>
      clauseSegments(
        text,
        hangs ? openingPolarity : leadPolarity,
        hangs ? openingTokens : analyse(lead, lang),
        lang,
        analyse,
      ),
    ),
  ];
  const body = `${lead} ${same.text}`;
  return {
    quotable: [passage.text, same.text, body, same.marginalNote ?? '', same.title].join('\n\n'),
    tokens: new Set(analyse(`${body} ${about}`, lang)),
    naming: new Set(analyse(about, lang)),
    segments,
    quantities: quantitiesOf(`${body} ${same.marginalNote ?? ''}`, lang),
  };
}
