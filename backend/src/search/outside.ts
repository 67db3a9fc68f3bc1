import type { Language } from '@pincite/contract';
import { createPhraseIndex, type FoundPhrase, type SpokenText } from './phrases.ts';

/**
 * A subject that the sources may not hold, and the title of the law that would hold it, if federal.
 * Phrases are separated by `|`; words joined by `+` may stand anywhere in the query.
 */
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
    en: 'child custody|custody+daughter|custody+son|custody+kids|joint custody|child support|alimony|spousal support|divide+house|split+house|divide+property|prenup|matrimonial home|gets+kids',
    fr: 'garde des enfants|garde partagée|garde+enfants|pension alimentaire|partage des biens|patrimoine familial|contrat de mariage|partager+maison|maison+divorce',
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
    en: 'landlord|tenant|eviction|rent increase|raise+rent|pay+rent|apartment+lease|condo|strata|roommate',
    fr: 'locateur|locataire|logement|hausse de loyer|augmentation de loyer|payer+loyer|mon loyer|propriétaire+rénovations|propriétaire+expulser|copropriété|colocataire',
  },
  {
    en: 'minimum wage|overtime|severance pay|vacation pay|wrongful dismissal|labour board|union dues|employer+Sunday|statutory holiday pay|sick leave',
    fr: 'salaire minimum|heures supplémentaires|indemnité de départ|paie de vacances|congédiement|normes du travail|cotisation syndicale|congé de maladie',
  },
  {
    en: 'speeding|speed limit|driver’s licence|driving licence|parking|demerit points|licence plate|car insurance|traffic ticket|photo radar|used car',
    fr: 'contester une contravention|excès de vitesse|limite de vitesse|permis de conduire|stationnement|points d’inaptitude|immatriculation|assurance auto|voiture usagée|autoroute',
  },
  {
    en: 'last will|died+will|inheritance|inherits|inherit|probate|executor',
    fr: 'testament|héritage|hérite|hériter|exécuteur testamentaire',
  },
  {
    en: 'small claims|neighbour|neighbor|noise complaint|building permit|zoning|slip and fall|littering|sue+someone|breach of contract|slander|defamation|drinking age|sue+dentist',
    fr: 'petites créances|voisin|permis de construction|zonage|diffamation|acheter+alcool',
  },
  {
    en: 'health card|health insurance card|OHIP|family doctor|medical malpractice|school board',
    fr: 'carte d’assurance maladie|carte soleil|RAMQ|médecin de famille|erreur médicale|commission scolaire',
  },
  {
    en: 'mortgage|interest rate|buy a house|real estate|foreclosure|incorporate+company|register+business+name|business loan',
    fr: 'hypothèque|taux d’intérêt|acheter une maison|immobilier|constituer une société|prêt aux entreprises|enregistrer+nom+entreprise',
  },
  {
    en: 'hunting licence|fishing licence|liquor licence|cannabis store',
    fr: 'permis de chasse|permis de pêche|permis d’alcool|magasin de cannabis',
  },
  // Other federal law.
  {
    en: 'income tax|tax return|tax bracket|GST|HST|capital gains|RRSP|TFSA|tax refund|CRA|tax+salary|tax+dividends|pay+tax|sales tax|sales taxes',
    fr: 'impôt|déclaration de revenus|TPS|TVQ|taxe de vente|gain en capital|REER|CELI|taux d’imposition|palier d’imposition',
    law: 'income tax',
  },
  {
    en: 'Charter|Charter of Rights|Constitution Act|section 7 of the Charter',
    fr: 'Charte|Charte canadienne|Charte des droits|Loi constitutionnelle',
    law: 'constitution',
  },
  {
    en: 'Criminal Code|murder|manslaughter|burglary|self-defence|penalty+theft|shoplifting|possession of a firearm',
    fr: 'Code criminel|meurtre|homicide|cambriolage|légitime défense|peine+vol|vol à l’étalage|possession d’une arme',
    law: 'criminal code',
  },
  {
    en: 'employment insurance|EI benefits|parental leave|maternity leave',
    fr: 'assurance-emploi|prestations d’assurance-emploi|congé parental|congé de maternité',
    law: 'employment insurance',
  },
  {
    en: 'bankruptcy|bankrupt|consumer proposal|debt collector',
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
    en: 'telecom|phone plan|phone bill|airline compensation|delayed flight|lost luggage',
    fr: 'bureau de la concurrence|télécom|facture de cellulaire|indemnité vol retardé|vol retardé|bagages perdus',
    law: 'competition',
  },
  // Foreign law.
  {
    en: 'American visa|USA visa|American work visa|American citizenship|USA citizenship|USA immigration|green card lottery|ESTA|Schengen|British visa|British citizenship|British spouse visa|Australian visa|Australian permanent residency|visa for France|visa for the United States|move to the United States|work in the United States',
    fr: 'visa américain|visa pour les États-Unis|visa+États-Unis|loterie de la carte verte|ESTA|Schengen|visa+Royaume-Uni|citoyenneté américaine|visa australien|nationalité française|citoyenneté française|visa pour la France',
  },
  // What only the department publishes, and what nobody can know.
  {
    en: 'processing time|wait time|waiting time|wait+processed|long+processed|long+processing|long+PR+taking|long+take+application|when+approved|when+accepted|current backlog|status of my application|check my application|track+application|phone number|office hours|call centre|latest draw|recent draw|cut-off score|score+draw',
    fr: 'délai de traitement|temps d’attente|temps de traitement|temps+traitement|temps+traiter|temps+recevoir+carte|état de ma demande|suivre+demande+ligne|numéro de téléphone|heures d’ouverture|centre d’appels|dernière ronde|note de passage',
  },
  {
    en: 'chances|odds|promise+accepted|guarantee+approved',
    fr: 'chances|promettre+accepté|garantir+accepté|probabilité+accepté',
  },
  // Nothing to do with law.
  {
    en: 'recipe|bake|bread|cook|cake|pasta|faucet|tire|stain|puppy|dog|cat|tomatoes|weather|hockey|football|soccer|movie|song|joke|poem|horoscope|stock price|bitcoin|python|javascript|homework|math|capital of|favourite|favorite|workout|diet|video game|celebrity|restaurant recommendation|hotel|cheap flights|dating|equation|election',
    fr: 'recette|cuisiner|gâteau|tarte|pâtes|robinet|huile|météo|hockey|football|soccer|film|chanson|blague|poème|horoscope|cours de la bourse|bitcoin|python|javascript|devoirs|maths|capitale de|préféré|préférée|régime alimentaire|jeu vidéo|célébrité|hôtel|vols pas chers|rencontre amoureuse|équation|élection',
  },
];

const indexes: Partial<
  Record<Language, (text: SpokenText) => readonly FoundPhrase<OutsideSubject>[]>
> = {};

/**
 * How many subjects outside immigration law a query speaks of. A subject whose law is among `titles`
 * (folded, lower case) is not outside.
 */
export function outsideSubjects(
  text: SpokenText,
  lang: Language,
  titles: readonly string[],
): number {
  indexes[lang] ??= createPhraseIndex(
    SUBJECTS.flatMap((subject) =>
      subject[lang].split('|').map((phrase): [string, OutsideSubject] => [phrase, subject]),
    ),
    lang,
  );
  const found = new Set<OutsideSubject>();
  for (const { value: subject } of indexes[lang](text)) {
    const { law } = subject;
    if (law === undefined || !titles.some((title) => title.includes(law))) found.add(subject);
  }
  return found.size;
}
