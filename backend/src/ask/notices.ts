import type { AnswerEvent, Language, NoticeCode } from '@pincite/contract';

const COPY: Readonly<Record<NoticeCode, Readonly<Record<Language, string>>>> = {
  'lexical-only': {
    en: 'The search by meaning is unavailable right now; only words were searched, so something may be missed.',
    fr: 'La recherche par le sens n’est pas disponible en ce moment; seuls les mots ont été cherchés, et un passage peut manquer.',
  },
  extractive: {
    en: 'This answer quotes the law without a model; it does not interpret it.',
    fr: 'Cette réponse cite la loi sans modèle; elle ne l’interprète pas.',
  },
  primer: {
    en: 'The text of the law is not loaded here; this answer quotes plain-language notes that name the provisions, and notes are not law.',
    fr: 'Le texte de la loi n’est pas chargé ici; cette réponse cite des notes en langage simple qui nomment les dispositions, et une note n’est pas la loi.',
  },
  fallback: {
    en: 'The first source of the wording failed; another went on from the last checked sentence.',
    fr: 'Le premier rédacteur a fait défaut; un autre a continué après la dernière phrase vérifiée.',
  },
  'other-language': {
    en: 'Some passages are held in the other official language only.',
    fr: 'Certains passages ne sont détenus que dans l’autre langue officielle.',
  },
  'as-of': {
    en: 'Pincite holds the law as of the dates shown with each source, and not as of the date you named.',
    fr: 'Pincite détient la loi aux dates indiquées avec chaque source, et non à la date que vous avez donnée.',
  },
  'memory-unavailable': {
    en: 'What was said earlier in this conversation may be unavailable right now.',
    fr: 'Ce qui a été dit plus tôt dans cette conversation peut être indisponible en ce moment.',
  },
};

/** A notice for the reader, in the reader's language. */
export function notice(code: NoticeCode, lang: Language): AnswerEvent & { event: 'notice' } {
  return { event: 'notice', data: { code, text: COPY[code][lang], lang } };
}
