import type { Language } from '@pincite/contract';
import { REFUSAL_COPY, type Refusal, SMALL_TALK_COPY } from './copy.ts';

export type InputDecision =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'refuse'; readonly reason: Refusal; readonly reply: readonly string[] }
  | { readonly verdict: 'small_talk'; readonly reply: readonly string[] };

/**
 * What the text asks Pincite to do, not what it is about: "how do I file an application" is a question
 * of law and allowed; "file it for me" is not. Each pattern is bounded, so none backtracks without end.
 */
const RULES: readonly { readonly reason: Refusal; readonly pattern: RegExp }[] = [
  // Instructions to the machine.
  {
    reason: 'injection',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|your|all)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|directions?)\b/iu,
  },
  {
    reason: 'injection',
    pattern:
      /\b(?:ignore[zr]?|oublie[zr]?|contourne[zr]?)\b.{0,40}\b(?:consignes?|instructions?|r[eè]gles?|directives?)\b.{0,30}(?:pr[eé]c[eé]dentes?|ci-dessus|syst[eè]me|ant[eé]rieures?|tes|vos)?/iu,
  },
  {
    reason: 'injection',
    pattern:
      /\b(?:reveal|print|show|repeat|r[eé]v[eè]le[zr]?|affiche[zr]?)\b.{0,30}\b(?:system prompt|hidden instructions?|invite syst[eè]me|prompt syst[eè]me)\b/iu,
  },
  { reason: 'injection', pattern: /\byou are now\b.{0,40}\b(?:DAN|unrestricted|jailbroken)\b/iu },
  { reason: 'injection', pattern: /⟦|⟧/u },
  // Deception.
  {
    reason: 'deceive',
    pattern:
      /\b(?:help me|how (?:do|can|could|should|to) (?:i|we)?|can you|write(?: me)?|make(?: me)?|create|give me|best way to|teach me(?: how)? to)\b.{0,60}\b(?:fake|forge|forged|falsify|fabricate|invent|make up|made[- ]up|backdate|counterfeit|bogus)\b/iu,
  },
  {
    reason: 'deceive',
    pattern:
      /\b(?:help me|how (?:do|can|could|should|to) (?:i|we)?|can you|best way to|teach me(?: how)? to)\b.{0,50}\b(?:lie to|mislead|deceive|trick|hide|conceal)\b.{0,60}\b(?:ircc|cbsa|immigration|officer|border|record|conviction|marriage|relationship|income|board|tribunal|authorities|application)\b/iu,
  },
  {
    reason: 'deceive',
    pattern:
      /\b(?:fake|sham|paper) (?:marriage|job offer|letter|documents?|bank statements?)\b.{0,40}\b(?:so (?:that )?i|to get|for my|without getting caught|arrange|buy)\b/iu,
  },
  {
    reason: 'deceive',
    pattern:
      /\b(?:aide[zr]?[- ]moi|comment|peux[- ]tu|pouvez[- ]vous|[eé]cri(?:s|vez)[- ]moi|r[eé]dige[zr]?|invente[zr]?)\b.{0,60}(?:falsifier|fabriquer|inventer|contrefaire|antidater|faux (?:documents?|mariage|relev[eé]s?|contrat)|fausse (?:histoire|lettre|preuve|offre))/iu,
  },
  {
    reason: 'deceive',
    pattern:
      /\b(?:aide[zr]?[- ]moi|comment|peux[- ]tu|pouvez[- ]vous)\b.{0,50}\b(?:mentir|cacher|dissimuler|tromper)\b.{0,60}(?:ircc|asfc|agent|immigration|casier|condamnation|mariage|fronti[eè]re|tribunal|commission|demande)/iu,
  },
  // Evasion.
  {
    reason: 'evade',
    pattern:
      /\b(?:help me|how (?:do|can|could|to) (?:i|we)?|best way to|where can i)\b.{0,50}\b(?:evade|dodge|escape|hide from|avoid getting caught by|sneak (?:past|across|into)|cross (?:the )?border (?:illegally|undetected|without being (?:seen|caught)))\b/iu,
  },
  {
    reason: 'evade',
    pattern:
      /\b(?:aide[zr]?[- ]moi|comment|o[uù] puis-je)\b.{0,50}(?:[eé]chapper (?:à|a|aux)|fuir (?:l['’]|les )|me cacher|passer la fronti[eè]re (?:ill[eé]galement|sans [eê]tre))/iu,
  },
  // Representation: somebody is to act for the reader.
  {
    reason: 'represent',
    pattern:
      /\b(?:can|could|will|would) you\b.{0,30}\b(?:represent me|be my (?:lawyer|representative|counsel)|act for me|act on my behalf|file (?:it|this|my|the|an?)\b.{0,40}|submit (?:it|this|my|the)\b.{0,40}|call (?:ircc|cbsa)|contact (?:ircc|cbsa)|appear for me|speak for me)/iu,
  },
  {
    reason: 'represent',
    pattern:
      /(?:^|[.!?]\s{0,3}|please\s{1,3}|i (?:want|need) you to\s{1,3})(?:represent me|file (?:it|this|my) .{0,60}for me|submit my .{0,60}for me|be my (?:lawyer|representative))\b/iu,
  },
  {
    reason: 'represent',
    pattern:
      /(?:peux-tu|pouvez-vous|pourriez-vous|pourrais-tu|je veux que (?:tu|vous)|veuillez)\b.{0,30}(?:me repr[eé]sent|[eê]tre mon (?:avocat|repr[eé]sentant)|d[eé]poser (?:ma|mon|cette|la|le)|soumettre (?:ma|mon|cette)|agir (?:pour moi|en mon nom)|appeler (?:ircc|l['’]asfc)|parler (?:pour moi|en mon nom))/iu,
  },
  // Guarantees.
  {
    reason: 'guarantee',
    pattern:
      /\b(?:guarantee|promise|assure) (?:me|that|us)\b|\bcan you (?:guarantee|promise)\b|\bwill i (?:definitely|certainly) (?:win|be approved|get (?:it|approved|accepted))\b|\bwhat (?:are|is) my (?:exact )?(?:chances?|odds) of (?:winning|approval|success)\b/iu,
  },
  {
    reason: 'guarantee',
    pattern:
      /(?:garantis(?:sez)?|promet(?:s|tez)|assure[zr]?)[- ](?:moi|nous)\b|(?:peux-tu|pouvez-vous) (?:me )?(?:garantir|promettre)|quelles sont mes chances (?:de gagner|d['’][eê]tre accept|de succ[eè]s)/iu,
  },
  // Private persons.
  {
    reason: 'private-person',
    pattern:
      /\b(?:find|give me|what is|look up|tell me)\b.{0,30}\b(?:home address|phone number|personal (?:address|information|details))\b.{0,30}\b(?:of|for)\b|\bwho is the (?:real )?(?:claimant|refugee) (?:named|behind)\b|\b(?:judge|member|officer)['’]s (?:home address|phone number)\b/iu,
  },
  {
    reason: 'private-person',
    pattern:
      /\b(?:trouve[zr]?|donne[zr]?[- ]moi|quelle est)\b.{0,30}(?:adresse (?:personnelle|du domicile)|num[eé]ro de t[eé]l[eé]phone (?:personnel )?d(?:u|e la) (?:juge|commissaire|agent|demandeur))/iu,
  },
];

const GREETING =
  /^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening)|bonjour|bonsoir|salut|allo|allô)(?:\s+(?:there|pincite|everyone|[àa] tous))?\s*[!.,?]*\s*(?:(?:how are you|[cç]a va|comment (?:[cç]a va|allez-vous|vas-tu))\s*[?!.]*)?\s*$/iu;
const THANKS =
  /^\s*(?:(?:ok(?:ay)?|great|perfect|super|parfait)[,.! ]*)?(?:thanks?(?: you)?|thank you|thx|merci)(?:\s+(?:so much|very much|a lot|beaucoup|bien))?(?:\s+(?:for|pour)\s.{0,40})?\s*[!.]*\s*$/iu;
const IDENTITY =
  /^\s*(?:who|what) are you\s*[?!.]*\s*$|^\s*(?:are you (?:a )?(?:lawyer|human|robot|bot|ai))\s*[?!.]*\s*$|^\s*(?:qui|qu['’]?)\s*(?:es-tu|êtes-vous|etes-vous|est-ce que (?:tu es|vous êtes))\s*[?!.]*\s*$|^\s*(?:es-tu|[eê]tes-vous) (?:un )?(?:avocat|humain|robot)\s*[?!.]*\s*$/iu;

/** Decides what may be done with a message. Total and pure; never throws. */
export function decideInput(text: string, lang: Language): InputDecision {
  const folded = text.normalize('NFC').replace(/\s+/gu, ' ');
  if (GREETING.test(folded)) return smallTalk('greeting', lang);
  if (THANKS.test(folded)) return smallTalk('thanks', lang);
  if (IDENTITY.test(folded)) return smallTalk('identity', lang);
  const rule = RULES.find(({ pattern }) => pattern.test(folded));
  if (rule === undefined) return { verdict: 'allow' };
  return { verdict: 'refuse', reason: rule.reason, reply: REFUSAL_COPY[rule.reason][lang] };
}

function smallTalk(kind: keyof typeof SMALL_TALK_COPY, lang: Language): InputDecision {
  return { verdict: 'small_talk', reply: SMALL_TALK_COPY[kind][lang] };
}
