import type { Confidence, FallbackUsed, Language, Locale, ServiceLevel } from '@pincite/contract';
import type { z } from 'zod';
import type { ModelRequest, PromptPassage, ScoredPassage } from './ports.ts';

/**
 * The types that the stages of an answer hand on. Each carries a brand that only the functions of this
 * file give, and each such function takes the type before it: an answer that skipped a stage does not
 * compile.
 */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: { readonly [K in Name]: true } };

export interface Turn {
  readonly question: string;
  readonly answer: string;
}

/** A reader's question, validated; `history` is oldest first. */
export interface Question {
  readonly messageId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly locale: Locale;
  readonly lang: Language;
  readonly asOf: string | undefined;
  readonly history: readonly Turn[];
}

/** Work that admission let in; `release` gives its place back and must be called once. */
export type Admission = Branded<{ readonly release: () => void }, 'admission'>;
export type Permitted = Branded<{ readonly question: Question }, 'permitted'>;
export type Grounded = Branded<
  {
    readonly question: Question;
    readonly passages: readonly ScoredPassage[];
    readonly confidence: Confidence;
    readonly lexicalOnly: boolean;
  },
  'grounded'
>;
export type Levelled = Branded<Grounded & { readonly level: ServiceLevel }, 'levelled'>;
export type Prompted = Branded<
  {
    readonly question: Question;
    readonly level: ServiceLevel;
    readonly request: ModelRequest;
    readonly passages: readonly PromptPassage[];
  },
  'prompted'
>;
/** A sentence as a provider drafted it, markers included; never shown to a reader. */
export type Draft = Branded<{ readonly text: string; readonly provider: string }, 'draft'>;

/** Given by admission, which is the only caller. */
export function admitted(release: () => void): Admission {
  return { release } as Admission;
}
/** Given by the input policy to a question that may be answered. */
export function permitted(_admission: Admission, question: Question): Permitted {
  return { question } as Permitted;
}
/** Given by search when the sources have grounds for an answer. */
export function grounded(
  from: Permitted,
  found: {
    passages: readonly ScoredPassage[];
    confidence: Confidence;
    lexicalOnly: boolean;
  },
): Grounded {
  return { question: from.question, ...found } as Grounded;
}
/** Given when the service level for this answer is settled. */
export function levelled(from: Grounded, level: ServiceLevel): Levelled {
  return { ...from, level } as Levelled;
}
/** Given when the passages are fenced and the request to a provider is written. */
export function prompted(
  from: Levelled,
  request: ModelRequest,
  passages: readonly PromptPassage[],
): Prompted {
  return { question: from.question, level: from.level, request, passages } as Prompted;
}
/** Given by routing to each sentence that a provider drafted from the prompt. */
export function drafted(_from: Prompted, text: string, provider: string): Draft {
  return { text, provider } as Draft;
}

export type FallbackRecord = z.infer<typeof FallbackUsed>;
