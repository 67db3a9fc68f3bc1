import { describe, expect, it } from 'vitest';
import { fakeInstruments, handClock, silent } from '../../test/fakes/instruments.ts';
import {
  admitted,
  grounded,
  levelled,
  type Prompted,
  permitted,
  prompted,
} from '../domain/answer.ts';
import { AppError } from '../domain/errors.ts';
import type { AnswerModel, Flags, ModelRequest } from '../domain/ports.ts';
import type { Reader } from '../domain/reader.ts';
import { type RouteControl, type RouteRecord, route } from './route.ts';

const present: Reader = {
  away: () => new AbortController().signal,
  back: async () => true,
  stopped: new AbortController().signal,
};
const allOn: Flags = {
  isEnabled: (name) => name !== 'provider-routing',
  payload: () => undefined,
  lastFetch: () => undefined,
  ping: async () => {},
};

function promptOf(): Prompted {
  const question = {
    messageId: 'message-1',
    conversationId: 'conversation-1',
    text: 'May I appeal?',
    locale: 'en-CA' as const,
    lang: 'en' as const,
    asOf: undefined,
    history: [],
  };
  const found = grounded(
    permitted(
      admitted(() => {}),
      question,
    ),
    {
      passages: [],
      confidence: 'high',
      lexicalOnly: false,
    },
  );
  const request: ModelRequest = {
    system: '',
    messages: [],
    passages: [],
    question: question.text,
    lang: 'en',
    maxTokens: 100,
    shown: [],
  };
  return prompted(levelled(found, 'full'), request, []);
}

function model(
  id: string,
  script: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<string>,
): AnswerModel {
  return {
    id,
    model: id,
    extractive: id === 'extractive',
    async *stream(request, signal) {
      for await (const text of script(request, signal)) yield { type: 'text', text };
    },
  };
}

async function run(
  models: AnswerModel[],
  options: { flags?: Flags; reader?: Reader; clock?: ReturnType<typeof handClock> } = {},
) {
  const clock = options.clock ?? handClock();
  const instruments = fakeInstruments(clock);
  const record: RouteRecord = { provider: 'none', fallback: { used: false } };
  const shown: string[] = [];
  const control: RouteControl = {
    reader: options.reader ?? present,
    deadline: new AbortController().signal,
    shown,
  };
  const extractive = model('extractive', async function* quote() {
    yield 'Quoted from the law. ';
  });
  const dependencies = {
    models,
    extractive,
    flags: options.flags ?? allOn,
    clock,
    metrics: instruments.metrics,
    log: silent,
    pace: { firstMs: 1000, gapMs: 500 },
  };
  const texts: string[] = [];
  for await (const { text } of route(promptOf(), dependencies, control, record)) {
    texts.push(text.trim());
    shown.push(text);
  }
  return { texts, record, metrics: instruments.metrics };
}

describe('route', () => {
  it('takes the first provider while it answers', async () => {
    const { texts, record, metrics } = await run([
      model('one', async function* answer() {
        yield 'First sen';
        yield 'tence. Second sentence.';
      }),
    ]);
    expect(texts).toEqual(['First sentence.', 'Second sentence.']);
    expect(record).toEqual({ provider: 'one', fallback: { used: false } });
    expect(metrics.total('pincite_route_requests_total', { route: 'primary' })).toBe(1);
  });

  it('goes on with the next provider from where the reader is, and says nothing twice', async () => {
    let seen: readonly string[] = [];
    const { texts, record } = await run([
      model('one', async function* dies() {
        yield 'First sentence. Second sen';
        throw new AppError('provider-failed', 'cut');
      }),
      model('two', async function* continues(request) {
        seen = request.shown;
        yield 'First sentence. Second sentence. Third one.';
      }),
    ]);
    expect(texts).toEqual(['First sentence.', 'Second sentence.', 'Third one.']);
    expect(seen.map((text) => text.trim())).toEqual(['First sentence.']);
    expect(record).toEqual({
      provider: 'two',
      fallback: { used: true, provider: 'two', reason: 'provider-failed' },
    });
  });

  it('quotes the law when every provider has failed', async () => {
    const fails = (id: string): AnswerModel =>
      model(id, async function* fail() {
        yield* [];
        throw new AppError('rate-limited', 'slow down');
      });
    const { texts, record, metrics } = await run([fails('one'), fails('two')]);
    expect(texts).toEqual(['Quoted from the law.']);
    expect(record.fallback).toEqual({ used: true, provider: 'extractive', reason: 'rate-limited' });
    expect(metrics.total('pincite_provider_attempts_total', { result: 'rate_limited' })).toBe(2);
  });

  it('gives up on a provider that says nothing within the time to the first token', async () => {
    const clock = handClock();
    const hangs = Promise.withResolvers<void>();
    let aborted = false;
    const running = run(
      [
        model('one', async function* hang(_request, signal) {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          hangs.resolve();
          await new Promise(() => {});
          yield '';
        }),
      ],
      { clock },
    );
    await hangs.promise;
    await clock.advance(1001);
    const { texts, record } = await running;
    expect(texts).toEqual(['Quoted from the law.']);
    expect(record.fallback.reason).toBe('timeout');
    expect(aborted).toBe(true);
  });

  it('gives up on a provider that stalls in the middle', async () => {
    const clock = handClock();
    const stalls = Promise.withResolvers<void>();
    const running = run(
      [
        model('one', async function* stall() {
          yield 'First sentence. And then it';
          stalls.resolve();
          await new Promise(() => {});
        }),
      ],
      { clock },
    );
    await stalls.promise;
    await clock.advance(501);
    const { texts } = await running;
    expect(texts).toEqual(['First sentence.', 'Quoted from the law.']);
  });

  it('leaves out a provider whose kill switch is off', async () => {
    const flags: Flags = {
      ...allOn,
      isEnabled: (name) => name !== 'provider-one' && name !== 'provider-routing',
    };
    const { record } = await run(
      [
        model('one', async function* never() {
          yield 'One.';
        }),
        model('two', async function* answer() {
          yield 'Two.';
        }),
      ],
      { flags },
    );
    expect(record.provider).toBe('two');
  });

  it('follows the route of the flag, and ignores one that is malformed', async () => {
    const both = ['one', 'two'].map((id) =>
      model(id, async function* answer() {
        yield `From ${id}.`;
      }),
    );
    const flagged = (payload: string): Flags => ({
      ...allOn,
      isEnabled: () => true,
      payload: () => payload,
    });
    const good = await run(both, { flags: flagged('{"providers":["two"]}') });
    expect(good.texts).toEqual(['From two.']);
    const bad = await run(both, { flags: flagged('{"providers":') });
    expect(bad.texts).toEqual(['From one.']);
  });

  it('stops the provider when the reader leaves, and goes on when the reader is back', async () => {
    let away = new AbortController();
    let tries = 0;
    const reader: Reader = {
      ...present,
      away: () => away.signal,
      back: async () => {
        away = new AbortController();
        return true;
      },
    };
    const { texts } = await run(
      [
        model('one', async function* answer(_request, signal) {
          tries += 1;
          yield 'First sentence. ';
          if (tries === 1) {
            away.abort();
            throw signal.reason;
          }
          yield 'Second sentence.';
        }),
      ],
      { reader },
    );
    expect(texts).toEqual(['First sentence.', 'Second sentence.']);
    expect(tries).toBe(2);
  });
});
