import {
  Answer,
  AnswerEvent,
  type CheckedCitation,
  DocumentBody,
  DocumentList,
  LegislationSearchResponse,
  ProvisionBody,
  VerifyResponse,
} from '@pincite/contract';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Backend, chat, eventsOf, ingest, post, startBackend } from './backend.ts';
import { CORPUS_DIR, hasCorpus } from './corpus.ts';

const QUESTION_EN =
  'Can I appeal to the Immigration Appeal Division if I was sentenced to more than six months for a serious crime?';
const QUESTION_FR =
  'Puis-je interjeter appel devant la Section d’appel de l’immigration si j’ai été condamné à plus de six mois de prison pour un crime grave ?';

describe.skipIf(!hasCorpus)('answers over the real statutes', () => {
  let backend: Backend;
  const law = inject('law');
  beforeAll(async () => {
    backend = await startBackend({
      PINCITE_DATA_DIR: law?.dataDir ?? '',
      CHROMA_URL: law?.chromaUrl ?? '',
    });
  });
  afterAll(() => backend?.stop());

  it('was ingested in under two minutes, and again in under five seconds with no change', async () => {
    console.info(`ingestion of the shared corpus: ${law?.seconds.toFixed(1)} s`);
    expect(law?.seconds).toBeLessThan(120);
    const before = (await (await fetch(`${backend.url}/api/documents`)).json()) as DocumentList;
    const started = performance.now();
    const { code, output } = await ingest(law?.dataDir ?? '', law?.chromaUrl ?? '', CORPUS_DIR);
    const seconds = (performance.now() - started) / 1000;
    console.info(`ingestion again: ${seconds.toFixed(1)} s`);
    expect(code, output).toBe(0);
    expect(seconds).toBeLessThan(5);
    const after = (await (await fetch(`${backend.url}/api/documents`)).json()) as DocumentList;
    expect(after).toEqual(before);
  });

  it('holds every document in both languages', async () => {
    const list = DocumentList.parse(await (await fetch(`${backend.url}/api/documents`)).json());
    expect(list.documents).toHaveLength(30);
    expect(list.corpus.kind).toBe('law');
    for (const lang of ['en', 'fr']) {
      const response = await fetch(`${backend.url}/api/documents/I-2.5?lang=${lang}`);
      const body = DocumentBody.parse(await response.json());
      expect(body.lang).toBe(lang);
      expect(body.lines.some((line) => line.provision === '36(1)(a)')).toBe(true);
    }
  });

  it.each([
    ['English', QUESTION_EN, 'en'],
    ['French', QUESTION_FR, 'fr'],
  ])(
    'cites section 64 for an appeal after a serious crime, in %s',
    async (_name, question, lang) => {
      const answer = Answer.parse(await chat(backend, question));
      expect(answer.outcome).toBe('answered');
      const cited = answer.citations.filter(
        ({ document, provision }) => document === 'I-2.5' && /^64\b/.test(provision),
      );
      expect(cited.length, JSON.stringify(answer.citations.map((c) => c.citation))).toBeGreaterThan(
        0,
      );
      for (const citation of answer.citations) {
        expect(citation.lang).toBe(lang);
        expect(citation.verified).toBe(true);
      }
      for (const sentence of answer.sentences) expect(sentence.text).not.toMatch(/[⟦⟧]/);
      expect(answer.withheld).toBe(0);
    },
  );

  it('finds no grounds for a provincial divorce, and cites nothing', async () => {
    for (const question of [
      'How do I split the house with my ex in a divorce in Ontario?',
      'Comment partager la maison lors d’un divorce au Québec ?',
    ]) {
      const answer = Answer.parse(await chat(backend, question));
      expect(answer.outcome, question).toBe('no_grounds');
      expect(answer.citations).toEqual([]);
    }
  });

  it('streams meta first, numbers rising by one, every source before its sentence, done last', async () => {
    const response = await post(
      `${backend.url}/api/chat`,
      { message: QUESTION_EN },
      { accept: 'text/event-stream' },
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const known = new Set<number>();
    const names: string[] = [];
    let expected = 1;
    for await (const event of eventsOf(response)) {
      AnswerEvent.parse(event);
      expect(event.id).toBe(expected);
      expected += 1;
      names.push(event.event);
      if (event.event === 'source') known.add(event.data.n);
      if (event.event === 'sentence')
        for (const n of event.data.citations) expect(known.has(n)).toBe(true);
    }
    expect(names[0]).toBe('meta');
    expect(names.at(-1)).toBe('done');
    expect(names.filter((name) => name === 'done' || name === 'error')).toHaveLength(1);
  });

  it('resumes a stream after the last event that was seen', async () => {
    const response = await post(
      `${backend.url}/api/chat`,
      { message: QUESTION_EN },
      { accept: 'text/event-stream' },
    );
    const all = await Array.fromAsync(eventsOf(response));
    const meta = all[0];
    if (meta?.event !== 'meta') throw new Error('no meta');
    const resumed = await fetch(`${backend.url}/api/chat/${meta.data.message_id}/events`, {
      headers: { 'last-event-id': '3' },
    });
    const rest = await Array.fromAsync(eventsOf(resumed));
    expect(rest).toEqual(all.slice(3));
  });

  it('refuses to represent, as an answer', async () => {
    const answer = await chat(backend, 'Can you represent me at my hearing?');
    expect(answer).toMatchObject({ outcome: 'refused', citations: [] });
  });

  it('verifies citations in a text', async () => {
    const text = 'See IRPA s 25(1), s 999 and SOR/2002-227, s 179(b).';
    const response = await post(`${backend.url}/api/citations/verify`, { text });
    const { citations } = VerifyResponse.parse(await response.json());
    expect(citations.map(({ status }) => status)).toEqual([
      'verified',
      'pinpoint_missing',
      'verified',
    ]);
    for (const { raw, start, end } of citations) expect(text.slice(start, end)).toBe(raw);
    const missing = citations[1] as CheckedCitation;
    expect(missing.reason).toMatch(/999/);
    expect(missing.reason).toMatch(/275/);
  });

  it('searches, and gives the provision itself for a citation', async () => {
    const search = async (query: string, more: object = {}) =>
      LegislationSearchResponse.parse(
        await (await post(`${backend.url}/api/search/legislation`, { query, ...more })).json(),
      );
    const direct = await search('IRPA s 25(1)');
    expect(direct.results[0]).toMatchObject({ document: 'I-2.5', provision: '25(1)' });
    const words = await search('residency obligation permanent resident', { limit: 5 });
    expect(words.results.length).toBeGreaterThan(0);
    expect(words.results.length).toBeLessThanOrEqual(5);
    // A snippet is the part of the provision that holds the words, not just its beginning.
    const long = await search('intends to reside in a province other than the Province of Quebec');
    expect(long.results.some(({ snippet }) => /quebec/i.test(snippet))).toBe(true);
    const within = await search('oath', { document: 'C-29' });
    for (const { document } of within.results) expect(document).toBe('C-29');
  });

  it('gives a provision with its neighbours in both languages', async () => {
    for (const lang of ['en', 'fr']) {
      const response = await fetch(
        `${backend.url}/api/documents/I-2.5/provisions/25(1)?lang=${lang}`,
      );
      const body = ProvisionBody.parse(await response.json());
      expect(body).toMatchObject({
        provision: '25(1)',
        lang,
        status: 'in_force',
        counterpart: true,
      });
      expect(body.previous).toBeDefined();
      expect(body.next).toBeDefined();
      expect(body.text.length).toBeGreaterThan(100);
    }
    const french = await fetch(
      `${backend.url}/api/documents/DORS-2002-227/provisions/179(b)?lang=fr`,
    );
    expect(french.status).toBe(200);
  });
});
