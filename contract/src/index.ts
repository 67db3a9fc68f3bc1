/** What Pincite says to its users: requests, answer events, problem codes. Plain data; zod only. */

export * from './chat.ts';
export * from './citations.ts';
export * from './documents.ts';
export * from './events.ts';
export * from './feedback.ts';
export * from './language.ts';
export * from './problems.ts';
export * from './search.ts';
export * from './status.ts';
