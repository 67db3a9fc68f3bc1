import { ChromaClient, ChromaConnectionError, ChromaNotFoundError, type Where } from 'chromadb';
import { AppError } from '../domain/errors.ts';
import type { DocumentId } from '../domain/law.ts';
import type { VectorIndex } from '../domain/ports.ts';

/** The server takes at most 5461 entries in one request; smaller ones keep it answering others. */
const BATCH = 1000;
/** Ids read in one request. */
const PAGE = 5000;

export interface ChromaLimits {
  /** Longest wait for a query or a heartbeat, milliseconds. */
  readonly queryTimeoutMs?: number;
  /** Longest wait for a request that writes or lists, milliseconds. */
  readonly writeTimeoutMs?: number;
}

/**
 * The vector index on the Chroma server at an address like `http://127.0.0.1:8000`: one collection a
 * generation, cosine space. Nothing is held open and nothing is remembered that the server could lose,
 * except the ids of collections, which are looked up again when they are refused; so it works again as
 * soon as the server does. Every failure is AppError `source-unavailable`.
 */
export function createChromaVectorIndex(address: string, limits: ChromaLimits = {}): VectorIndex {
  const url = new URL(address);
  const ssl = url.protocol === 'https:';
  const port = url.port === '' ? (ssl ? 443 : 80) : Number(url.port);
  const queryTimeoutMs = limits.queryTimeoutMs ?? 2000;
  const writeTimeoutMs = limits.writeTimeoutMs ?? 30_000;
  const collections = new Map<string, string>();

  /** Runs work with a client of its own, for the client takes a signal only when it is made. */
  const call = async <T>(
    milliseconds: number,
    signal: AbortSignal | undefined,
    work: (client: ChromaClient) => Promise<T>,
  ): Promise<T> => {
    const limit = AbortSignal.timeout(milliseconds);
    const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    both.throwIfAborted();
    try {
      return await work(
        new ChromaClient({
          host: url.hostname,
          port,
          ssl,
          tenant: 'default_tenant',
          database: 'default_database',
          fetchOptions: { signal: both },
        }),
      );
    } catch (error) {
      if (error instanceof AppError) throw error;
      signal?.throwIfAborted();
      const reason = limit.aborted
        ? `did not answer within ${milliseconds / 1000} s`
        : error instanceof ChromaConnectionError
          ? 'cannot be reached'
          : `failed: ${error instanceof Error ? error.message : String(error)}`;
      throw new AppError('source-unavailable', `The vector index at ${url.host} ${reason}.`, {
        cause: error,
      });
    }
  };

  const create = async (client: ChromaClient, generation: string): Promise<string> => {
    const { id } = await client.getOrCreateCollection({
      name: generation,
      embeddingFunction: null,
      configuration: { hnsw: { space: 'cosine' } },
    });
    collections.set(generation, id);
    return id;
  };

  /** Runs work on a collection; when its id is no longer known to the server it is looked up once more. */
  const onCollection = async <T>(
    client: ChromaClient,
    generation: string,
    work: (collection: ReturnType<ChromaClient['collection']>) => Promise<T>,
  ): Promise<T> => {
    const known = collections.get(generation);
    try {
      if (known !== undefined) return await work(client.collection(known));
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
      collections.delete(generation);
    }
    try {
      const { id } = await client.getCollection({ name: generation });
      collections.set(generation, id);
      return await work(client.collection(id));
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
      collections.delete(generation);
      throw new AppError(
        'source-unavailable',
        `The vector index at ${url.host} does not hold the generation ${generation}; run the ingestion to fill it.`,
        { cause: error },
      );
    }
  };

  const where = (lang: string | undefined, document: DocumentId | undefined): Where | undefined => {
    if (lang !== undefined && document !== undefined) return { $and: [{ lang }, { document }] };
    if (lang !== undefined) return { lang };
    return document === undefined ? undefined : { document };
  };

  return {
    query: (generation, vector, { lang, document, limit, signal }) =>
      call(queryTimeoutMs, signal, (client) =>
        onCollection(client, generation, async (collection) => {
          const filter = where(lang, document);
          const found = await collection.query({
            queryEmbeddings: [Array.from(vector)],
            nResults: limit,
            include: ['distances'],
            ...(filter === undefined ? {} : { where: filter }),
          });
          const distances = found.distances[0] ?? [];
          // Cosine distance is 1 - similarity.
          return (found.ids[0] ?? []).map((id, index) => ({
            id,
            similarity: 1 - (distances[index] ?? 1),
          }));
        }),
      ),
    async prepare(generation, dimensions) {
      await call(writeTimeoutMs, undefined, async (client) => {
        const id = await create(client, generation);
        const sample = await client.collection(id).get({ limit: 1, include: ['embeddings'] });
        const held = sample.embeddings[0]?.length;
        if (held === undefined || held === dimensions) return;
        // Vectors of another fit are of no use: the generation starts anew.
        await client.deleteCollection({ name: generation });
        await create(client, generation);
      });
    },
    async upsert(generation, entries) {
      for (let start = 0; start < entries.length; start += BATCH) {
        const batch = entries.slice(start, start + BATCH);
        await call(writeTimeoutMs, undefined, (client) =>
          onCollection(client, generation, (collection) =>
            collection.upsert({
              ids: batch.map((entry) => entry.id),
              embeddings: batch.map((entry) => Array.from(entry.vector)),
              metadatas: batch.map(({ lang, document }) => ({ lang, document })),
            }),
          ),
        );
      }
    },
    async remove(generation, ids) {
      for (let start = 0; start < ids.length; start += BATCH) {
        const batch = ids.slice(start, start + BATCH);
        await call(writeTimeoutMs, undefined, (client) =>
          onCollection(client, generation, (collection) => collection.delete({ ids: [...batch] })),
        );
      }
    },
    async ids(generation) {
      const ids = new Set<string>();
      for (;;) {
        const page = await call(writeTimeoutMs, undefined, (client) =>
          onCollection(client, generation, (collection) =>
            collection.get({ limit: PAGE, offset: ids.size, include: [] }),
          ),
        );
        for (const id of page.ids) ids.add(id);
        if (page.ids.length < PAGE) return ids;
      }
    },
    async retain(generations) {
      await call(writeTimeoutMs, undefined, async (client) => {
        const all = await client.listCollections({ limit: 1000 });
        for (const { name } of all) {
          if (generations.includes(name)) continue;
          await client.deleteCollection({ name });
          collections.delete(name);
        }
      });
    },
    async ping(signal) {
      await call(queryTimeoutMs, signal, (client) => client.heartbeat());
    },
  };
}
