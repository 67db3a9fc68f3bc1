import type { Language } from '@pincite/contract';

export const REFUSALS = [
  'represent',
  'guarantee',
  'deceive',
  'evade',
  'private-person',
  'injection',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a reader is told, always with what can be done instead. One sentence an entry. */
export const REFUSAL_COPY: Readonly<
  Record<Refusal, Readonly<Record<Language, readonly string[]>>>
> = {
  represent: {
    en: [
      'Pincite cannot represent you, file anything or deal with the authorities for you.',
      'A lawyer, a Quebec notary, a paralegal licensed for it or a regulated immigration consultant may; a legal aid office can tell you who is free of charge.',
      'You can ask here what the law says about the step you have in mind, its conditions and its deadlines.',
    ],
    fr: [
      'Pincite ne peut ni vous représenter, ni déposer quoi que ce soit, ni traiter avec les autorités pour vous.',
      'Un avocat, un notaire du Québec, un parajuriste autorisé ou un consultant réglementé en immigration le peut; un bureau d’aide juridique peut vous dire qui le fait sans frais.',
      'Vous pouvez demander ici ce que dit la loi sur la démarche envisagée, ses conditions et ses délais.',
    ],
  },
  guarantee: {
    en: [
      'Nobody can promise how a case will end, and Pincite does not predict outcomes.',
      'You can ask what conditions the law sets and what a decision maker must consider.',
    ],
    fr: [
      'Personne ne peut promettre l’issue d’un dossier, et Pincite ne fait pas de prédiction.',
      'Vous pouvez demander quelles conditions la loi pose et ce que le décideur doit prendre en compte.',
    ],
  },
  deceive: {
    en: [
      'Pincite does not help to make up, change or hide facts or documents.',
      'Misrepresentation can make a person inadmissible and can be an offence; you can ask here what the law says about it, and how an honest mistake can be corrected.',
    ],
    fr: [
      'Pincite n’aide pas à inventer, à modifier ou à cacher des faits ou des documents.',
      'Les fausses déclarations peuvent emporter interdiction de territoire et constituer une infraction; vous pouvez demander ici ce qu’en dit la loi, et comment corriger une erreur de bonne foi.',
    ],
  },
  evade: {
    en: [
      'Pincite does not help to avoid the authorities, a removal order or a border check.',
      'You can ask what the law says about stays of removal, risk assessments, detention reviews and time limits to go to court; if removal is near, speak to a lawyer or legal aid today.',
    ],
    fr: [
      'Pincite n’aide pas à échapper aux autorités, à une mesure de renvoi ou à un contrôle frontalier.',
      'Vous pouvez demander ce que dit la loi sur les sursis au renvoi, l’examen des risques, le contrôle de la détention et les délais pour saisir la Cour; si le renvoi est proche, parlez aujourd’hui à un avocat ou à l’aide juridique.',
    ],
  },
  'private-person': {
    en: [
      'Pincite does not look up or identify private persons.',
      'You can ask what the law says, or search for a published decision by its citation.',
    ],
    fr: [
      'Pincite ne recherche ni n’identifie de personnes privées.',
      'Vous pouvez demander ce que dit la loi, ou chercher une décision publiée par sa référence.',
    ],
  },
  injection: {
    en: [
      'That reads as an instruction to Pincite and not as a question about the law, so nothing was done with it.',
      'Ask your question about federal immigration, refugee or citizenship law in plain words.',
    ],
    fr: [
      'Cela se lit comme une consigne donnée à Pincite et non comme une question de droit; rien n’en a été fait.',
      'Posez en mots simples votre question sur le droit fédéral de l’immigration, des réfugiés ou de la citoyenneté.',
    ],
  },
};

export const SMALL_TALK_COPY: Readonly<
  Record<'greeting' | 'thanks' | 'identity', Readonly<Record<Language, readonly string[]>>>
> = {
  greeting: {
    en: [
      'Hello.',
      'Ask a question about Canadian immigration, refugee or citizenship law, and Pincite answers from the text of the law, with each source checked.',
    ],
    fr: [
      'Bonjour.',
      'Posez une question sur le droit canadien de l’immigration, des réfugiés ou de la citoyenneté, et Pincite répond à partir du texte de la loi, chaque source étant vérifiée.',
    ],
  },
  thanks: {
    en: ['You are welcome.', 'Ask again whenever something is unclear.'],
    fr: ['Je vous en prie.', 'N’hésitez pas à poser une autre question.'],
  },
  identity: {
    en: [
      'Pincite is a research tool for Canadian federal law; it is not a lawyer and gives no legal advice.',
      'It shows only sentences whose sources it holds and has checked, in English and French.',
    ],
    fr: [
      'Pincite est un outil de recherche en droit fédéral canadien; ce n’est pas un avocat et il ne donne pas d’avis juridique.',
      'Il ne montre que des phrases dont il détient et a vérifié les sources, en français et en anglais.',
    ],
  },
};

export const NO_GROUNDS_COPY: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Nothing in the sources that Pincite holds answers this question.',
    'It holds federal immigration, refugee and citizenship law; other words for the same thing, or the name of the Act, may help.',
    'For provincial matters, such as family law, housing or wages, ask a provincial legal information service or legal aid office.',
  ],
  fr: [
    'Rien dans les sources que détient Pincite ne répond à cette question.',
    'Il détient le droit fédéral de l’immigration, des réfugiés et de la citoyenneté; d’autres mots pour la même chose, ou le nom de la loi, peuvent aider.',
    'Pour les matières provinciales, comme le droit de la famille, le logement ou les salaires, adressez-vous à un service d’information juridique ou d’aide juridique de votre province.',
  ],
};

export const DISCLAIMER: Readonly<Record<Language, string>> = {
  en: 'Legal information, not legal advice. Check the official text before you rely on it.',
  fr: 'Information juridique, et non avis juridique. Vérifiez le texte officiel avant de vous y fier.',
};
