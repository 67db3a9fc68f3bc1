import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Language } from '@pincite/contract';
import { SaxesParser } from 'saxes';
import { AppError } from '../domain/errors.ts';
import type { DocumentId } from '../domain/law.ts';
import type { LawSource, SourceFile } from '../domain/ports.ts';
import { documentIdOf, KNOWN_DOCUMENTS, knownAbout } from './known-documents.ts';

const SITE = 'https://laws-lois.justice.gc.ca';
const INDEX = '/eng/XML/Legis.xml';
/** No consolidated Act is near this size; more is not read. */
const MAX_BYTES = 64 * 1024 * 1024;
const CONCURRENT = 2;

export interface JusticeSiteOptions {
  readonly url?: string;
  /** Documents to take, in both languages. */
  readonly documents?: readonly DocumentId[];
  /** Longest wait for one answer, its body included, milliseconds. */
  readonly timeoutMs?: number;
  /** Wait before the one retry, milliseconds. */
  readonly retryAfterMs?: number;
}

interface IndexEntry {
  readonly document: DocumentId;
  readonly lang: Language;
  readonly path: string;
  readonly currentTo: string | undefined;
}

/**
 * The Justice Laws site, live: its index says which files there are, each file's ETag or date whether it
 * changed. At most two requests run at once. `list` throws AppError `source-unavailable` when the index
 * cannot be had whole; a single file that fails is listed, so that it is not taken for removed, and
 * fails in `read`.
 */
export function createJusticeSite(options: JusticeSiteOptions = {}): LawSource {
  const site = options.url ?? SITE;
  const timeoutMs = options.timeoutMs ?? 60_000;
  const wanted = new Set(options.documents ?? KNOWN_DOCUMENTS.map(({ id }) => id));

  /** Faults that may pass: one more attempt is made. */
  const passing = new WeakSet<AppError>();

  const attempt = async (
    method: 'GET' | 'HEAD',
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<{ headers: Headers; body: Uint8Array }> => {
    const limit = AbortSignal.timeout(timeoutMs);
    const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    const fault = (reason: string, mayPass: boolean, cause?: unknown) => {
      const error = new AppError('source-unavailable', `${site}${path} ${reason}.`, { cause });
      if (mayPass) passing.add(error);
      return error;
    };
    try {
      const response = await fetch(new URL(path, site), {
        method,
        signal: both,
        headers: { accept: 'application/xml, text/xml' },
      });
      if (!response.ok) {
        await response.body?.cancel();
        const { status } = response;
        throw fault(`answers ${status}`, status >= 500 || status === 429);
      }
      const body = method === 'HEAD' ? new Uint8Array() : await bodyOf(response);
      return { headers: response.headers, body };
    } catch (error) {
      if (error instanceof AppError) throw error;
      signal?.throwIfAborted();
      if (limit.aborted) throw fault(`did not answer within ${timeoutMs / 1000} s`, false, error);
      if (error instanceof RangeError) throw fault(error.message, false);
      const reason = error instanceof Error ? error.message : String(error);
      throw fault(`cannot be fetched: ${reason}`, true, error);
    }
  };
  const request = async (...call: Parameters<typeof attempt>) => {
    try {
      return await attempt(...call);
    } catch (error) {
      if (!(error instanceof AppError) || !passing.has(error)) throw error;
      await pause(options.retryAfterMs ?? 1000, undefined, call[2] ? { signal: call[2] } : {});
      return attempt(...call);
    }
  };

  const versionOf = async (entry: IndexEntry, signal: AbortSignal | undefined): Promise<string> => {
    try {
      const { headers } = await request('HEAD', entry.path, signal);
      const version = headers.get('etag') ?? headers.get('last-modified') ?? undefined;
      if (version !== undefined) return version;
      if (entry.currentTo !== undefined) return `current to ${entry.currentTo}`;
      const { body } = await request('GET', entry.path, signal);
      return createHash('sha256').update(body).digest('hex');
    } catch {
      signal?.throwIfAborted();
      return 'unknown';
    }
  };

  return {
    id: 'justice-site',
    corpus: 'law',
    async list(signal) {
      const { body } = await request('GET', INDEX, signal);
      const entries = readIndex(body, `${site}${INDEX}`).filter(({ document }) =>
        wanted.has(document),
      );
      if (entries.length === 0) {
        const detail = `${site}${INDEX} names none of the documents that are wanted.`;
        throw new AppError('source-unavailable', detail);
      }
      const files: SourceFile[] = [];
      const queue = entries.entries();
      const worker = async (): Promise<void> => {
        for (const [place, entry] of queue) {
          const { document, lang, path } = entry;
          const version = await versionOf(entry, signal);
          files[place] = { document, lang, name: path, version, about: knownAbout(document, lang) };
        }
      };
      await Promise.all(Array.from({ length: CONCURRENT }, worker));
      return files;
    },
    async read(file, signal) {
      const { body } = await request('GET', file.name, signal);
      const start = new TextDecoder().decode(body.subarray(0, 512)).trimStart();
      if (/^<(?:!doctype\s+html|html)\b/i.test(start) || !start.startsWith('<')) {
        throw new AppError('source-unavailable', `${site}${file.name} is a page, not XML.`);
      }
      return body;
    },
  };
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new RangeError(`is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads Legis.xml: for each Act and regulation its language, the link to its XML and its date. */
function readIndex(bytes: Uint8Array, name: string): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  let fields = new Map<string, string>();
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'Act' || name === 'Regulation') fields = new Map();
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'Act' || tag.name === 'Regulation') {
      const link = fields.get('LinkToXML');
      const path = link === undefined ? undefined : URL.parse(link, SITE)?.pathname;
      const stem = path === undefined ? undefined : /([^/]+)\.xml$/i.exec(path)?.[1];
      if (path !== undefined && stem !== undefined) {
        entries.push({
          document: documentIdOf(decodeURIComponent(stem)),
          lang: /^fra?/i.test(fields.get('Language') ?? '') ? 'fr' : 'en',
          path,
          currentTo: fields.get('CurrentToDate'),
        });
      }
    } else if (text.trim() !== '') {
      fields.set(tag.name, text.trim());
    }
    text = '';
  });
  try {
    parser.write(new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')).close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('source-unavailable', `${name} is not a whole index: ${reason}.`, {
      cause: error,
    });
  }
  return entries;
}

/** Whether the site answers at all, within `timeoutMs`. */
export async function isSiteReachable(url: string = SITE, timeoutMs = 3000): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    return (await fetch(new URL(INDEX, url), { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}
