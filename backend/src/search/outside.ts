import type { Language } from '@pincite/contract';
import { analyse } from './analyse.ts';

/** A subject that the sources may not hold, and the title of the law that would hold it, if federal. */
interface OutsideSubject {
  readonly en: string;
  readonly fr: string;
  /** Words of an instrument's English or French title; when one is held, the subject is not outside. */
  readonly law?: string;
}

/**
 * Subjects that people ask a legal service about and that are not in immigration, citizenship and
 * refugee law: provincial and municipal law, other federal statutes, foreign law, what only the
 * department publishes (processing times), forecasts, and small talk.
 */
const SUBJECTS: readonly OutsideSubject[] = [
  // Provincial and municipal law.
  {
    en: 'custody|child support|alimony|spousal support|divide the house|divide property|family property|prenup|matrimonial home|who gets the kids|splitting up',
    fr: 'garde des enfants|pension alimentaire|partage des biens|patrimoine familial|résidence familiale|contrat de mariage|partager la maison|divorcer',
  },
  {
    en: 'divorce|get divorced|file for divorce',
    fr: 'divorce|demander le divorce',
    law: 'divorce',
  },
  {
    en: 'property tax|municipal tax|land transfer tax|school tax',
    fr: 'taxe foncière|taxe municipale|impôt foncier|taxe de bienvenue|taxe scolaire',
  },
  {
    en: 'landlord|tenant|evict|eviction|rent increase|lease|my rent|security deposit apartment|condo',
    fr: 'locateur|locataire|propriétaire du logement|expulser un locataire|augmentation de loyer|bail|mon loyer|copropriété|régie du logement',
  },
  {
    en: 'minimum wage|overtime pay|severance|vacation pay|wrongful dismissal|fired without cause|labour board|union dues',
    fr: 'salaire minimum|heures supplémentaires payées|indemnité de départ|paie de vacances|congédiement|normes du travail|cotisation syndicale',
  },
  {
    en: 'speeding ticket|driver’s licence|driving licence|parking ticket|demerit points|licence plate|car insurance|traffic ticket',
    fr: 'contravention|excès de vitesse|permis de conduire|stationnement|points d’inaptitude|immatriculation|assurance auto',
  },
  {
    en: 'will and testament|inheritance|estate|probate|power of attorney|executor',
    fr: 'testament|héritage|succession|procuration notariée|exécuteur testamentaire|liquidateur',
  },
  {
    en: 'small claims|sue my neighbour|neighbour’s fence|noise complaint|building permit|zoning|slip and fall',
    fr: 'petites créances|poursuivre mon voisin|clôture du voisin|plainte de bruit|permis de construction|zonage',
  },
  {
    en: 'health card|OHIP|family doctor|medical malpractice|school board',
    fr: 'carte d’assurance maladie|carte soleil|RAMQ|médecin de famille|erreur médicale|commission scolaire',
  },
  {
    en: 'mortgage|buy a house|real estate|foreclosure|incorporate a company|small business loan',
    fr: 'hypothèque|acheter une maison|immobilier|constituer une société|prêt aux entreprises',
  },
  {
    en: 'hunting licence|fishing licence|liquor licence|cannabis store',
    fr: 'permis de chasse|permis de pêche|permis d’alcool|magasin de cannabis',
  },
  // Other federal law.
  {
    en: 'income tax|tax return|tax bracket|GST|HST|capital gains|RRSP|TFSA|tax refund|CRA',
    fr: 'impôt sur le revenu|déclaration de revenus|déclaration d’impôt|TPS|TVQ|gain en capital|REER|CELI|palier d’imposition|ARC impôt',
    law: 'income tax',
  },
  {
    en: 'Charter|Charter of Rights|Constitution Act|section 7 of the Charter',
    fr: 'Charte|Charte canadienne|Charte des droits|Loi constitutionnelle',
    law: 'constitution',
  },
  {
    en: 'Criminal Code|murder|manslaughter|assault charge|self-defence|theft sentence|shoplifting penalty|possession of a firearm',
    fr: 'Code criminel|meurtre|homicide|voies de fait|légitime défense|peine pour vol à l’étalage|possession d’une arme',
    law: 'criminal code',
  },
  {
    en: 'employment insurance|EI benefits|parental leave|maternity leave',
    fr: 'assurance-emploi|prestations d’assurance-emploi|congé parental|congé de maternité',
    law: 'employment insurance',
  },
  {
    en: 'bankruptcy|consumer proposal|debt collector',
    fr: 'faillite|proposition de consommateur|agence de recouvrement',
    law: 'bankruptcy',
  },
  {
    en: 'copyright|trademark|patent',
    fr: 'droit d’auteur|marque de commerce|brevet',
    law: 'copyright',
  },
  {
    en: 'old age security|CPP|pension plan|child benefit|disability tax credit',
    fr: 'sécurité de la vieillesse|RPC|régime de pensions|allocation pour enfants|crédit d’impôt',
    law: 'old age security',
  },
  {
    en: 'competition bureau|telecom|cell phone bill|airline compensation|delayed flight|lost luggage',
    fr: 'bureau de la concurrence|télécom|facture de cellulaire|indemnité vol retardé|vol retardé|bagages perdus',
    law: 'competition',
  },
  // Foreign law.
  {
    en: 'US visa|American visa|H-1B|H1B|green card lottery|ESTA|US citizenship|Schengen|UK visa|British citizenship|Australian visa|US immigration|American citizenship|visa for the US|visa for France',
    fr: 'visa américain|visa pour les États-Unis|loterie de la carte verte|ESTA|Schengen|visa pour le Royaume-Uni|citoyenneté américaine|visa australien|nationalité française|visa pour la France',
  },
  // What only the department publishes, and what nobody can know.
  {
    en: 'processing time|processing times|wait time|waiting time|how long does processing take|current backlog|status of my application|check my application|phone number|office hours|call centre|latest draw|cut-off score',
    fr: 'délai de traitement|délais de traitement|temps d’attente|temps de traitement|état de ma demande|où en est ma demande|numéro de téléphone|heures d’ouverture|centre d’appels|dernière ronde|note de passage',
  },
  {
    en: 'my chances|will I be accepted|chances of success|odds|promise me|guarantee me|percentage',
    fr: 'mes chances|chances de réussite|pourcentage|promets|garantis|probabilité d’être accepté',
  },
  // Nothing to do with law.
  {
    en: 'recipe|bake|cook|cake|pasta|weather|hockey|football|soccer|movie|song|joke|poem|horoscope|stock price|bitcoin|python|javascript|homework|math|capital of|favourite|favorite|workout|diet|video game|celebrity|translate this|restaurant recommendation|hotel|cheap flights|lottery|dating',
    fr: 'recette|cuisiner|gâteau|pâtes|météo|hockey|football|soccer|film|chanson|blague|poème|horoscope|cours de la bourse|bitcoin|python|javascript|devoirs|maths|capitale de|préféré|préférée|régime alimentaire|jeu vidéo|célébrité|restaurant|hôtel|vols pas chers|loterie|rencontre amoureuse',
  },
];

type Phrases = ReadonlyMap<string, readonly { tokens: readonly string[]; subject: number }[]>;
const indexes: Partial<Record<Language, Phrases>> = {};

function indexOf(lang: Language): Phrases {
  const built = indexes[lang];
  if (built !== undefined) return built;
  const index = new Map<string, { tokens: readonly string[]; subject: number }[]>();
  for (const [subject, each] of SUBJECTS.entries()) {
    for (const phrase of each[lang].split('|')) {
      const tokens = analyse(phrase, lang);
      const first = tokens[0];
      if (first === undefined) continue;
      const phrases = index.get(first);
      if (phrases === undefined) index.set(first, [{ tokens, subject }]);
      else phrases.push({ tokens, subject });
    }
  }
  indexes[lang] = index;
  return index;
}

/**
 * How many subjects outside immigration law a query speaks of, given its tokens in order. A subject
 * whose law is among `titles` (folded, lower case) is not outside.
 */
export function outsideSubjects(
  tokens: readonly string[],
  lang: Language,
  titles: readonly string[],
): number {
  const index = indexOf(lang);
  const found = new Set<number>();
  for (const [from, token] of tokens.entries()) {
    for (const { tokens: phrase, subject } of index.get(token) ?? []) {
      if (!phrase.every((each, offset) => tokens[from + offset] === each)) continue;
      const { law } = SUBJECTS[subject] ?? {};
      if (law !== undefined && titles.some((title) => title.includes(law))) continue;
      found.add(subject);
    }
  }
  return found.size;
}
