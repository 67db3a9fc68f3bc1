import type { CatalogueWriter, Embedder } from '../domain/ports.ts';

/** A passage as it is embedded. */
export type PassageText =
  ReturnType<CatalogueWriter['passages']> extends Iterable<infer T> ? T : never;

/** An embedder that can be stored. */
export interface StorableEmbedder extends Embedder {
  toBytes(): Uint8Array;
}

/** Makes embedders from the corpus itself, and loads stored ones. */
export interface EmbedderFit {
  /** The same passages in the same order give an embedder of the same id. */
  fit(passages: readonly PassageText[], signal?: AbortSignal): Promise<StorableEmbedder>;
  /** Throws when the bytes are not a stored embedder. */
  load(bytes: Uint8Array): StorableEmbedder;
}

/** The vector generation that an embedder's vectors stand in: a name that any vector index takes. */
export function generationOf(embedder: Pick<Embedder, 'id'>): string {
  return `passages-${embedder.id.replace(/[^A-Za-z0-9-]+/g, '-')}`.slice(0, 60).replace(/-+$/, '');
}
