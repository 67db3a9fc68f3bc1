/**
 * Whether somebody still reads an answer. A reader who goes away stops the provider at once (it costs
 * money), but the answer waits a while: a stream that broke can be resumed and goes on from the last
 * verified sentence.
 */
export interface Reader {
  /** Aborted while the reader is away; ask again after a return. */
  away(): AbortSignal;
  /** Resolves true when the reader is back, false when the wait is over. */
  back(): Promise<boolean>;
  /** Aborted when the reader asked to stop; the answer ends with what it has. */
  readonly stopped: AbortSignal;
}
