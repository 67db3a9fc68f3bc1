import type { Language } from '@pincite/contract';
import { quantitiesOf } from './numbers.ts';

const WORDS_MAX = 30;
const LEAD_WORDS_MAX = 14;

/** Sentences that mark where an answer ends or what it does not know; each must match from the start. */
const BOUNDARY: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /^(?:this|that|it|the answer|the outcome|the result|much|whether [^,;:]{1,60})(?: also)? (?:depends|will depend|turns) on (?:your|the|each|an?|individual|several|all)[^,;:]{0,60}$/u,
    /^(?:however, |but )?(?:the|these|those|my) (?:passages?|sources?|texts?|provisions?|excerpts?|materials?)(?: (?:provided|given|here|above|cited|quoted|i have|at hand|that were found)){0,2} (?:do|does) not (?:say|state|answer|address|cover|mention|specify|explain|contain|include|tell|deal with|describe)\b[^,;:]{0,120}$/u,
    /^(?:i|we|pincite) (?:cannot|can ?not|can't|do not|don't) (?:say|tell|predict|answer|find|know|advise|give)[^,;:]{0,100}$/u,
    /^(?:nothing in|no part of) (?:the|these) (?:passages?|sources?|texts?|provisions?)(?: (?:provided|given|here|above))? (?:says|answers|addresses|covers|mentions)[^,;:]{0,80}$/u,
    /^(?:for|to get) (?:advice|help)(?: (?:on|about|with) your (?:own )?(?:case|situation))?, (?:please )?(?:consult|speak (?:to|with)|talk to|contact|ask) an? (?:lawyer|licensed consultant|immigration lawyer|legal clinic|legal professional)[^,;:]{0,60}$/u,
    /^(?:please )?(?:consult|speak (?:to|with)|talk to|contact) an? (?:lawyer|licensed consultant|immigration lawyer|legal clinic|legal professional)[^,;:]{0,80}$/u,
    /^this is (?:general information|not legal advice|information,? not (?:legal )?advice)[^,;:]{0,40}$/u,
  ],
  fr: [
    /^(?:cela|ceci|cel[aà]|la réponse|le résultat|l'issue|tout)(?: aussi)? (?:dépend|dépendra) (?:de|du|des|d')[^,;:]{0,70}$/u,
    /^(?:toutefois, |mais )?(?:les|ces|le|ce) (?:passages?|sources?|textes?|dispositions?|extraits?)(?: (?:fournie?s?|donnée?s?|ici|ci-dessus|citée?s?|trouvée?s?)){0,2} ne (?:disent|dit|répondent|répond|précisent|précise|traitent|traite|mentionnent|mentionne|indiquent|indique|couvrent|couvre|permettent|permet|contiennent|contient) (?:pas|rien)\b[^,;:]{0,120}$/u,
    /^(?:je|nous|pincite) ne (?:peux|peut|pouvons|sais|savons|puis) (?:pas )?(?:dire|prédire|répondre|savoir|conseiller|trouver|pas)[^,;:]{0,100}$/u,
    /^rien dans (?:les|ces) (?:passages?|sources?|textes?|dispositions?)[^,;:]{0,80}$/u,
    /^(?:pour [^,;:]{1,60}, )?(?:veuillez )?(?:consulte[zr]|parlez à|communiquez avec|adressez-vous à) une? (?:avocate?|consultante? autorisée?|clinique juridique|juriste|professionnel(?:le)? du droit)[^,;:]{0,80}$/u,
    /^(?:il s'agit|ceci est|ce sont) (?:de|d'|des)[^,;:]{0,10}(?:renseignements? générau?x?|informations? générales?)[^,;:]{0,50}$/u,
  ],
};
const LEAD: Readonly<Record<Language, RegExp>> = {
  en: /^(?:here is what|this is what|in short|in summary|the (?:act|law|text|regulations?|provisions?) (?:says?|provides?|reads?|states?)|according to the (?:act|law|text|provisions?)|the (?:relevant|following) (?:provisions?|passages?|conditions?|rules?))[^.!?]*:$/u,
  fr: /^(?:voici ce que|en bref|en résumé|la loi (?:dit|prévoit|dispose)|le (?:texte|règlement) (?:dit|prévoit|dispose)|selon (?:la loi|le texte|le règlement)|les (?:dispositions|passages|conditions|règles) (?:pertinente?s?|suivante?s?|applicables?))[^.!?]*\s?:$/u,
};
/** Words that join a claim of law onto a boundary. */
const SMUGGLES =
  /(?<![\p{L}])(?:so|therefore|thus|hence|which means|meaning|because|must|shall|may|entitled|guaranteed|donc|ainsi|alors|parce que|puisque|car|doit|doivent|devez|peut|peuvent|pouvez|but|mais)(?![\p{L}])/u;

/**
 * True for a sentence that states no law: it says what the sources do not answer, what an answer depends
 * on, or leads in to a quotation. Narrow on purpose: a sentence that it does not know needs a citation.
 */
export function isBoundarySentence(sentence: string, lang: Language): boolean {
  const plain = sentence
    .toLowerCase()
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/[.!]+$/u, '')
    .trim();
  const words = plain.split(' ').length;
  if (words > WORDS_MAX || quantitiesOf(plain, lang).length > 0) return false;
  if (words <= LEAD_WORDS_MAX && LEAD[lang].test(plain)) return !SMUGGLES.test(plain);
  const opened = plain.replace(/^(?:but|mais) /u, '');
  return !SMUGGLES.test(opened) && BOUNDARY[lang].some((pattern) => pattern.test(plain));
}
