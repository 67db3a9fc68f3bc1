import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ProviderSimulator, startProvider } from '../../../loadtests/simulators/provider.ts';
import { untraced } from '../../test/fakes/instruments.ts';
import type { ModelChunk, ModelRequest } from '../domain/ports.ts';
import { createOpenAiModel } from './openai-model.ts';

const REQUEST: ModelRequest = {
  system: 'Answer.',
  messages: [{ role: 'user', content: 'May I appeal?' }],
  passages: [],
  question: 'May I appeal?',
  lang: 'en',
  maxTokens: 50,
  shown: [],
};

describe('a provider over the OpenAI protocol', () => {
  let provider: ProviderSimulator;
  beforeEach(async () => {
    provider = await startProvider({ answer: () => 'No appeal may be made.' });
  });
  afterEach(() => provider.close());
  const chunks = (signal = new AbortController().signal): Promise<ModelChunk[]> =>
    Array.fromAsync(
      createOpenAiModel(
        { id: 'simulated', baseUrl: provider.url, key: 'k', model: 'm' },
        untraced,
      ).stream(REQUEST, signal),
    );
  const failure = (): Promise<unknown> =>
    chunks().then(
      () => undefined,
      (error: unknown) => error,
    );

  it('streams text and says what was used', async () => {
    const all = await chunks();
    const text = all.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');
    expect(text).toBe('No appeal may be made.');
    expect(all.at(-1)).toMatchObject({ type: 'usage', usage: { output: 5 } });
  });

  it('sends the request once, whatever happens: the router owns retries', async () => {
    provider.behaviour = { ...provider.behaviour, status: 500 };
    expect(await failure()).toMatchObject({ code: 'provider-failed' });
    expect(provider.requests).toBe(1);
  });

  it('tells a rate limit, and for how long', async () => {
    provider.behaviour = { ...provider.behaviour, status: 429, retryAfterSeconds: 7 };
    expect(await failure()).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 7 });
  });

  it('takes a stream that is cut for a failure, not for an end', async () => {
    provider.behaviour = { ...provider.behaviour, cutAfter: 2 };
    expect(await failure()).toMatchObject({ code: 'provider-failed' });
  });

  it('takes garbage for a failure', async () => {
    provider.behaviour = { ...provider.behaviour, garbage: true };
    expect(await failure()).toMatchObject({ code: 'provider-failed' });
  });

  it('fails when nothing listens', async () => {
    await provider.close();
    expect(await failure()).toMatchObject({ code: 'provider-failed' });
    provider = await startProvider();
  });

  it('cancels the provider’s request when the caller aborts', async () => {
    provider.behaviour = { ...provider.behaviour, tokenMs: 20 };
    const controller = new AbortController();
    const stream = createOpenAiModel(
      { id: 'simulated', baseUrl: provider.url, key: 'k', model: 'm' },
      untraced,
    ).stream(REQUEST, controller.signal);
    await expect(
      (async () => {
        for await (const chunk of stream) if (chunk.type === 'text') controller.abort();
      })(),
    ).rejects.toBeDefined();
    await expect.poll(() => provider.closedByClient).toBe(1);
  });
});
