import type { Language } from '@pincite/contract';

type Sentence = (...parts: readonly string[]) => string;

function both(en: Sentence, fr: Sentence): Readonly<Record<Language, Sentence>> {
  return { en, fr };
}

/** What a reader is told about a citation, one sentence each, in both languages. */
export const REASONS = {
  exists: both(
    (citation = '') => `${citation} exists and is in force.`,
    (citation = '') => `${citation} existe et est en vigueur.`,
  ),
  allExist: both(
    (citation = '') => `${citation} exist and are in force.`,
    (citation = '') => `${citation} existent et sont en vigueur.`,
  ),
  documentExists: both(
    (title = '') => `${title} is held and is in force.`,
    (title = '') => `${title} figure au catalogue et est en vigueur.`,
  ),
  noSection: both(
    (subject = '', ends = '', last = '') => `${subject} does not exist; ${ends} ${last}.`,
    (subject = '', ends = '', last = '') => `${subject} n’existe pas; ${ends} ${last}.`,
  ),
  noSectionWithin: both(
    (subject = '', title = '') => `${subject} does not exist in the ${title}.`,
    (subject = '', title = '') => `${subject} n’existe pas dans le texte « ${title} ».`,
  ),
  noPart: both(
    (holder = '', label = '') => `${holder} exists, but it has no ${label}.`,
    (holder = '', label = '') => `${holder} existe, mais ${label} n’y figure pas.`,
  ),
  onlyInOther: both(
    (label = '', title = '') =>
      `${label} exists in the French version only; the English version of the ${title} has no such label.`,
    (label = '', title = '') =>
      `${label} n’existe que dans la version anglaise; la version française (${title}) ne comporte pas cette subdivision.`,
  ),
  emptyRange: both(
    (from = '', to = '') => `The range from ${from} to ${to} runs backwards.`,
    (from = '', to = '') => `L’intervalle de ${from} à ${to} est inversé.`,
  ),
  repealed: both(
    (label = '') => `${label} has been repealed.`,
    (label = '') => `${label} a été abrogé.`,
  ),
  repealedDocument: both(
    (title = '', citation = '') =>
      `The ${title} (${citation}) ${/s(?:, \d{4})?$/.test(title) ? 'have' : 'has'} been repealed as a whole.`,
    (title = '', citation = '') => `Le texte « ${title} » (${citation}) a été abrogé en entier.`,
  ),
  notInForce: both(
    (label = '') => `${label} exists but is not in force.`,
    (label = '') => `${label} existe, mais n’est pas en vigueur.`,
  ),
  amendedSince: both(
    (label = '', date = '', asOf = '') =>
      `${label} was last changed on ${date}, after ${asOf}; the text that is held is the newer one.`,
    (label = '', date = '', asOf = '') =>
      `${label} a été modifié le ${date}, après le ${asOf}; le texte détenu est le plus récent.`,
  ),
  chapterIsOther: both(
    (title = '', right = '', wrong = '') => `The ${title} is ${right}, not ${wrong}.`,
    (title = '', right = '', wrong = '') => `Le texte « ${title} » est ${right}, et non ${wrong}.`,
  ),
  titleIsOther: both(
    (chapter = '', title = '', written = '') => `${chapter} is the ${title}, not “${written}”.`,
    (chapter = '', title = '', written = '') =>
      `${chapter} est « ${title} », et non « ${written} ».`,
  ),
  noSuchTitle: both(
    (written = '', nearest = '') =>
      `No Act or regulation that is held is called “${written}”; the nearest title is “${nearest}”.`,
    (written = '', nearest = '') =>
      `Aucun texte du catalogue ne s’intitule « ${written} »; le titre le plus proche est « ${nearest} ».`,
  ),
  notHeld: both(
    (written = '') =>
      `“${written}” is not among the texts that Pincite holds, so it was not checked.`,
    (written = '') =>
      `« ${written} » ne fait pas partie des textes que détient Pincite; la référence n’a pas été vérifiée.`,
  ),
  impossible: both(
    (written = '') => `There can be no federal text with the number ${written}.`,
    (written = '') => `Aucun texte fédéral ne peut porter le numéro ${written}.`,
  ),
  ambiguous: both(
    (written = '') => `“${written}” can mean more than one text.`,
    (written = '') => `« ${written} » peut désigner plus d’un texte.`,
  ),
  unnamed: both(
    (written = '') => `Nothing in the text says which Act or regulation “${written}” belongs to.`,
    (written = '') =>
      `Rien dans le texte ne dit à quelle loi ou à quel règlement « ${written} » appartient.`,
  ),
  caseNotChecked: both(
    () =>
      'This is a well-formed citation of a decision; Pincite holds no decisions, so it was not checked.',
    () =>
      'Cette référence à une décision est bien formée; Pincite ne détient pas de décisions, elle n’a donc pas été vérifiée.',
  ),
  docketNotChecked: both(
    () => 'This is a court or tribunal file number; files are not checked.',
    () => 'Il s’agit d’un numéro de dossier; les dossiers ne sont pas vérifiés.',
  ),
  charterNotChecked: both(
    () =>
      'The Charter has this section, but Pincite does not hold its text, so it was not checked further.',
    () =>
      'La Charte comporte cet article, mais Pincite n’en détient pas le texte; la référence n’a pas été vérifiée davantage.',
  ),
  charterEnds: both(
    (section = '') => `Section ${section} does not exist in the Charter; it ends at section 34.`,
    (section = '') =>
      `L’article ${section} n’existe pas dans la Charte; elle se termine à l’article 34.`,
  ),
  futureYear: both(
    (year = '') => `A decision cannot bear the year ${year}, which is yet to come.`,
    (year = '') => `Une décision ne peut porter l’année ${year}, qui est à venir.`,
  ),
  beforeScheme: both(
    (code = '', since = '') => `Neutral citations with the code ${code} begin in ${since}.`,
    (code = '', since = '') => `Les références neutres au code ${code} commencent en ${since}.`,
  ),
  afterScheme: both(
    (code = '', until = '') => `Neutral citations with the code ${code} ended in ${until}.`,
    (code = '', until = '') => `Les références neutres au code ${code} ont pris fin en ${until}.`,
  ),
} as const;
