/** What Pincite says to its operators: metrics, span and stage names. Plain data. */
export * from './metrics.ts';
export * from './stages.ts';
