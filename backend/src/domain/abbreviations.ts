import type { Language } from '@pincite/contract';

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** Never the end of a sentence, whatever follows. */
const BEFORE_A_NAME: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: listed('Mr Mrs Ms Dr Prof St Hon Messrs v vs cf ie eg i.e e.g viz'),
  fr: listed('M MM Mme Mmes Mlle Me Mes Dr Pr St Ste v vs cf p.ex ex c.-à-d hon'),
};

/** Not the end of a sentence when a number, a letter address or a chapter follows. */
const BEFORE_A_NUMBER: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: listed(
    's ss sec secs c ch cc para paras subs subss subpara cl art arts reg regs r rr no nos p pp vol pt div sch fig n nn',
  ),
  fr: listed('art arts al par paras ch c cc s r rr no nos p pp vol n nn règl ann sect div fig'),
};

/** Words that begin a sentence far more often than they follow an initialism. */
const SENTENCE_STARTERS = listed(
  'The This That These Those If You Your It In On For When While Under However A An Any No There They We He She But And Le La Les Un Une Cette Cet Ce Ces Si Vous Votre Il Elle Ils Elles En Pour Lorsque Selon Toutefois On Nous Mais Et Aucun Aucune Dans',
);

/**
 * Whether the full stop after `before` belongs to an abbreviation, an initialism or a list number, seen
 * from what follows it.
 */
export function endsInAbbreviation(before: string, following: string, lang: Language): boolean {
  const word = /[\p{L}\p{M}\p{N}.-]+$/u.exec(before.slice(-24))?.[0] ?? '';
  if (word === '') return false;
  // `1. Apply` and `a. Apply` at the start are numbers of a list.
  if (/^\s*(?:[#*>-]\s*)*(?:\d{1,3}|[a-zA-Z])$/.test(before.slice(-40)) && before.length <= 40) {
    return true;
  }
  if (BEFORE_A_NAME[lang].has(word)) return true;
  if (BEFORE_A_NUMBER[lang].has(word.toLowerCase())) {
    return /^(?:\d|\(|[A-Z]-?\d|[A-Z]\.|[ivxlc]+\b)/.test(following);
  }
  if (/^(?:\p{Lu}\.)*\p{Lu}$/u.test(word)) {
    // One capital that ends a real word list, as in `category A. The`, is told by what follows too.
    return !SENTENCE_STARTERS.has(/^\p{L}+/u.exec(following)?.[0] ?? '');
  }
  return false;
}
