import { Answer } from '@pincite/contract';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type ProviderSimulator, startProvider } from '../../loadtests/simulators/provider.ts';
import { type Backend, eventsOf, post, startBackend } from './backend.ts';
import { hasCorpus } from './corpus.ts';
import { until } from './process.ts';

const QUESTION = 'Who may sponsor a foreign national of the family class?';

describe.skipIf(!hasCorpus)('an answer under way', () => {
  let provider: ProviderSimulator;
  let backend: Backend;
  const law = inject('law');
  beforeEach(async () => {
    provider = await startProvider({ tokenMs: 40 });
    backend = await startBackend({
      PINCITE_DATA_DIR: law?.dataDir ?? '',
      CHROMA_URL: law?.chromaUrl ?? '',
      PROVIDERS: 'simulated',
      SIMULATED_BASE_URL: provider.url,
      SIMULATED_MODEL: 'simulated-1',
      SIMULATED_API_KEY: 'a-key-that-must-not-leak',
    });
  });
  afterEach(async () => {
    await backend?.stop('SIGKILL');
    await provider?.close();
  });
  const open = (): Promise<Response> =>
    post(`${backend.url}/api/chat`, { message: QUESTION }, { accept: 'text/event-stream' });

  it('is finished after SIGTERM, new requests are refused, and the exit code is 0', async () => {
    const response = await open();
    const names: string[] = [];
    let refused: number | undefined;
    for await (const event of eventsOf(response)) {
      names.push(event.event);
      if (event.event === 'sentence' && refused === undefined) {
        backend.child.kill('SIGTERM');
        refused = await until('new work is refused', async () => {
          const status = await post(`${backend.url}/api/chat`, { message: QUESTION }).then(
            (other) => other.status,
            () => 503,
          );
          return status === 503 ? status : undefined;
        });
      }
      if (event.event === 'done') Answer.parse(event.data);
    }
    expect(names.at(-1)).toBe('done');
    expect(refused).toBe(503);
    expect(await backend.ended).toBe(0);
  });

  it('is bounded: a provider that hangs does not hold the stop over its time', async () => {
    provider.behaviour = { ...provider.behaviour, stallAfter: 30 };
    await backend.stop();
    backend = await startBackend({
      PINCITE_DATA_DIR: law?.dataDir ?? '',
      CHROMA_URL: law?.chromaUrl ?? '',
      PROVIDERS: 'simulated',
      SIMULATED_BASE_URL: provider.url,
      SIMULATED_MODEL: 'simulated-1',
      TOKEN_GAP_TIMEOUT_MS: '60000',
      ANSWER_TIMEOUT_MS: '60000',
      DRAIN_MS: '1000',
    });
    const response = await open();
    const reading = Array.fromAsync(eventsOf(response)).catch(() => []);
    await until('the provider works', () => (provider.requests > 0 ? true : undefined));
    const started = performance.now();
    expect(await backend.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(6000);
    await reading;
  });

  it('ends with what it has when the reader stops it, and the provider is cancelled', async () => {
    const response = await open();
    let stopped: boolean | undefined;
    let id = '';
    for await (const event of eventsOf(response)) {
      if (event.event === 'meta') id = event.data.message_id;
      if (event.event === 'sentence' && stopped !== true) {
        const answer = await post(`${backend.url}/api/chat/${id}/stop`, {});
        expect(answer.status).toBe(202);
        stopped = true;
      }
      if (event.event === 'done') {
        expect(event.data.stopped).toBe(true);
        expect(event.data.sentences.length).toBeGreaterThan(0);
      }
    }
    expect(stopped).toBe(true);
    await until('the provider saw the close', () =>
      provider.closedByClient > 0 ? true : undefined,
    );
  });

  it('goes on for a reader who lost the connection and came back', async () => {
    const leaving = new AbortController();
    const response = await fetch(`${backend.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ message: QUESTION }),
      signal: leaving.signal,
    });
    const seen: string[] = [];
    let last = 0;
    let id = '';
    try {
      for await (const event of eventsOf(response)) {
        last = event.id;
        if (event.event === 'meta') id = event.data.message_id;
        if (event.event === 'sentence') {
          seen.push(event.data.text);
          leaving.abort();
        }
      }
    } catch {
      // The connection was cut on purpose.
    }
    await until('the provider was stopped', () => (provider.closedByClient > 0 ? true : undefined));
    const resumed = await fetch(`${backend.url}/api/chat/${id}/events`, {
      headers: { 'last-event-id': String(last) },
    });
    let done = false;
    for await (const event of eventsOf(resumed)) {
      expect(event.id).toBe(last + 1);
      last = event.id;
      if (event.event === 'sentence') seen.push(event.data.text);
      if (event.event === 'done') {
        done = true;
        expect(event.data.sentences.map(({ text }) => text)).toEqual(seen);
      }
    }
    expect(done).toBe(true);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(1);
  });

  it('goes over to quoting when the provider fails, and never shows its key', async () => {
    provider.behaviour = { ...provider.behaviour, status: 500 };
    const response = await post(`${backend.url}/api/chat`, { message: QUESTION });
    const answer = Answer.parse(await response.json());
    expect(answer).toMatchObject({
      outcome: 'answered',
      provider: 'extractive',
      fallback_used: { used: true, reason: 'provider-failed' },
    });
    expect(answer.notices).toEqual(expect.arrayContaining(['fallback', 'extractive']));
    expect(backend.output()).not.toContain('a-key-that-must-not-leak');
  });

  it('shows nothing that a provider makes up', async () => {
    const fabricated = [
      'Under section 999 of the Immigration and Refugee Protection Act, every sponsor is paid ⟦S1.p1⟧.',
      'The Act says “a sponsor may always withdraw at any time without any consequence” ⟦S1.p1⟧.',
      'See Smith v Canada, 2023 FC 99999, on this point ⟦S9.p9⟧.',
      'Sponsors must be at least 45 years old ⟦S1.p1⟧.',
    ];
    provider.behaviour = { ...provider.behaviour, tokenMs: 0, answer: () => fabricated.join(' ') };
    const answer = Answer.parse(
      await (await post(`${backend.url}/api/chat`, { message: QUESTION })).json(),
    );
    expect(answer.withheld).toBe(fabricated.length);
    for (const word of ['999', 'withdraw at any time', 'Smith', '45 years'])
      expect(answer.answer).not.toContain(word);
  });
});
