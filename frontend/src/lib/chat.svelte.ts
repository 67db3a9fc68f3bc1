import type { AnswerEvent, Problem } from '@pincite/contract';
import { apply, type Exchange, newExchange } from './conversation.ts';
import { apiLocale, type Locale } from './locale.ts';
import { readEvents } from './sse.ts';

const KEPT_UNDER = 'pincite.conversation';
/** Attempts to pick a broken stream up again, and the wait before each. */
const RESUME_WAITS_MS = [300, 1000, 3000, 6000];

interface Kept {
  readonly conversationId: string;
  readonly exchanges: readonly Exchange[];
}

/** The conversation of this tab: asks, follows the stream, resumes it, keeps it over a reload. */
export class Chat {
  exchanges = $state.raw<readonly Exchange[]>([]);
  #conversationId = newId();
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  get busy(): boolean {
    return this.exchanges.some(
      ({ state }) => state === 'waiting' || state === 'streaming' || state === 'resuming',
    );
  }

  /** Takes up what this tab said before a reload; what was under way is resumed. */
  restore(): void {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT_UNDER) ?? 'null') as Kept | null;
      if (kept === null) return;
      this.#conversationId = kept.conversationId;
      this.exchanges = kept.exchanges;
    } catch {
      sessionStorage.removeItem(KEPT_UNDER);
      return;
    }
    for (const exchange of this.exchanges)
      if (exchange.state !== 'done' && exchange.state !== 'failed')
        void this.#resume(exchange.id, 0);
  }

  clear(): void {
    this.#conversationId = newId();
    this.exchanges = [];
    this.#keep();
  }

  async ask(question: string): Promise<void> {
    const exchange = newExchange(newId(), question);
    this.exchanges = [...this.exchanges, exchange];
    await this.#send(exchange.id, question);
  }

  /** Asks the same again in the place of the exchange. */
  async retry(id: string): Promise<void> {
    const before = this.exchanges.find((exchange) => exchange.id === id);
    if (before === undefined) return;
    this.#replace(id, () => newExchange(id, before.question));
    await this.#send(id, before.question);
  }

  async stop(): Promise<void> {
    const running = this.exchanges.find(
      ({ state, messageId }) => state === 'streaming' && messageId !== undefined,
    );
    // A POST without a JSON type would look like a form from another site, and be refused.
    if (running?.messageId !== undefined) await post(`/api/chat/${running.messageId}/stop`, {});
  }

  async feedback(id: string, verdict: 'up' | 'down'): Promise<void> {
    const exchange = this.exchanges.find((each) => each.id === id);
    if (exchange?.messageId === undefined) return;
    this.#replace(id, (each) => ({ ...each, feedback: verdict }));
    await post('/api/feedback', { message_id: exchange.messageId, verdict });
  }

  async #send(id: string, question: string): Promise<void> {
    try {
      const response = await fetch('/api/chat', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({
          message: question,
          conversation_id: this.#conversationId,
          locale: apiLocale(this.#locale),
        }),
      });
      await this.#follow(id, response);
    } catch {
      await this.#resume(id, 0);
    }
  }

  async #follow(id: string, response: Response): Promise<void> {
    if (!response.ok || response.body === null) {
      await this.#refused(id, response);
      return;
    }
    for await (const { id: eventId, event, data } of readEvents(response.body))
      this.#replace(id, (exchange) =>
        apply(exchange, Number(eventId), { event, data: JSON.parse(data) } as AnswerEvent),
      );
    const ended = this.#find(id);
    if (ended !== undefined && ended.state !== 'done' && ended.state !== 'failed')
      await this.#resume(id, 0);
  }

  async #resume(id: string, attempt: number): Promise<void> {
    const exchange = this.#find(id);
    const wait = RESUME_WAITS_MS[attempt];
    if (exchange === undefined) return;
    if (exchange.messageId === undefined || wait === undefined) {
      this.#replace(id, (each) => ({
        ...each,
        state: 'failed',
        problem: { title: '', detail: '', traceId: undefined },
      }));
      return;
    }
    this.#replace(id, (each) => ({ ...each, state: 'resuming' }));
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const response = await fetch(`/api/chat/${exchange.messageId}/events`, {
        headers: { accept: 'text/event-stream', 'last-event-id': String(exchange.lastEventId) },
      });
      if (response.status >= 500) throw new Error('not yet');
      await this.#follow(id, response);
    } catch {
      await this.#resume(id, attempt + 1);
    }
  }

  async #refused(id: string, response: Response): Promise<void> {
    const problem = (await response.json().catch(() => undefined)) as Partial<Problem> | undefined;
    this.#replace(id, (exchange) => ({
      ...exchange,
      state: 'failed',
      problem: {
        title: problem?.title ?? '',
        detail: problem?.detail ?? '',
        traceId: problem?.trace_id ?? response.headers.get('x-trace-id') ?? undefined,
      },
    }));
  }

  #find(id: string): Exchange | undefined {
    return this.exchanges.find((exchange) => exchange.id === id);
  }

  #replace(id: string, change: (exchange: Exchange) => Exchange): void {
    this.exchanges = this.exchanges.map((exchange) =>
      exchange.id === id ? change(exchange) : exchange,
    );
    this.#keep();
  }

  #keep(): void {
    try {
      const kept: Kept = { conversationId: this.#conversationId, exchanges: this.exchanges };
      sessionStorage.setItem(KEPT_UNDER, JSON.stringify(kept));
    } catch {
      // A full or forbidden store costs only the reload.
    }
  }
}

/** Sends what needs no answer; a failure costs the reader nothing. */
async function post(address: string, body: object): Promise<void> {
  await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {});
}

function newId(): string {
  return crypto.randomUUID();
}
