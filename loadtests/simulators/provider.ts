import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A model provider that speaks the OpenAI chat-completions protocol (streams and not), and misbehaves on
 * demand. Behaviour is set in code or over HTTP (`PUT /control`) while it runs.
 */
export interface ProviderBehaviour {
  /** What it answers; given the prompt, so that it can cite the passages it was sent. */
  answer: (prompt: string) => string;
  /** Time to the first token and between tokens, milliseconds. */
  firstTokenMs: number;
  tokenMs: number;
  /** HTTP status of the answer; anything but 200 is an error in the protocol's form. */
  status: number;
  /** Sent with 429 and 503. */
  retryAfterSeconds: number;
  /** Accepts the request and says nothing. */
  hang: boolean;
  /** Ends the connection after this many tokens. */
  cutAfter: number;
  /** Says nothing more after this many tokens. */
  stallAfter: number;
  /** Sends chunks that are no JSON. */
  garbage: boolean;
}

export interface ProviderSimulator {
  readonly url: string;
  behaviour: ProviderBehaviour;
  /** Requests that were begun, and those whose connection the client closed before the end. */
  readonly requests: number;
  readonly closedByClient: number;
  close(): Promise<void>;
}

const HEALTHY: ProviderBehaviour = {
  answer: quoteFirstPassage,
  firstTokenMs: 0,
  tokenMs: 0,
  status: 200,
  retryAfterSeconds: 30,
  hang: false,
  cutAfter: Number.POSITIVE_INFINITY,
  stallAfter: Number.POSITIVE_INFINITY,
  garbage: false,
};

/** Quotes the beginning of the first passages of the prompt and cites them as it was told to. */
export function quoteFirstPassage(prompt: string): string {
  const passages = [
    ...prompt.matchAll(/<passage id="([^"]{1,20})"[^>]{0,400}>\n([\s\S]{1,4000}?)\n<\/passage>/gu),
  ];
  return passages
    .slice(0, 3)
    .map(([, id = '', text = '']) => {
      const words = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      const quote = words.split(/\s+/u).slice(0, 14).join(' ');
      return `The law says “${quote}” ⟦${id}⟧.`;
    })
    .join(' ');
}

/** Starts a provider on a free loopback port. */
export async function startProvider(
  behaviour: Partial<ProviderBehaviour> = {},
): Promise<ProviderSimulator> {
  const state = { behaviour: { ...HEALTHY, ...behaviour }, requests: 0, closedByClient: 0 };
  const server = createServer((request, response) => {
    void handle(request, response, state).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    get behaviour() {
      return state.behaviour;
    },
    set behaviour(next) {
      state.behaviour = next;
    },
    get requests() {
      return state.requests;
    },
    get closedByClient() {
      return state.closedByClient;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: { behaviour: ProviderBehaviour; requests: number; closedByClient: number },
): Promise<void> {
  const body = JSON.parse((await readAll(request)) || '{}') as {
    model?: string;
    stream?: boolean;
    messages?: { content: string }[];
    stream_options?: { include_usage?: boolean };
  };
  if (request.method === 'PUT' && request.url === '/control') {
    state.behaviour = { ...state.behaviour, ...(body as Partial<ProviderBehaviour>) };
    response.end('{}');
    return;
  }
  state.requests += 1;
  let finished = false;
  response.once('close', () => {
    if (!finished) state.closedByClient += 1;
  });
  const { behaviour } = state;
  if (behaviour.hang) return;
  if (behaviour.status !== 200) {
    finished = true;
    sendError(response, behaviour);
    return;
  }
  const prompt = body.messages?.at(-1)?.content ?? '';
  const tokens = behaviour.answer(prompt).match(/\S+\s*/gu) ?? [];
  const model = body.model ?? 'simulated';
  const usage = {
    prompt_tokens: Math.ceil(prompt.length / 4),
    completion_tokens: tokens.length,
    total_tokens: Math.ceil(prompt.length / 4) + tokens.length,
  };
  await pause(behaviour.firstTokenMs);
  if (body.stream !== true) {
    finished = true;
    const message = { role: 'assistant', content: tokens.join('') };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'chatcmpl-simulated',
        object: 'chat.completion',
        created: 0,
        model,
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage,
      }),
    );
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finish: string | null = null): void => {
    const choice = { index: 0, delta, finish_reason: finish };
    response.write(`data: ${JSON.stringify(chunk(model, [choice]))}\n\n`);
  };
  send({ role: 'assistant', content: '' });
  for (const [index, token] of tokens.entries()) {
    if (response.destroyed) return;
    if (index >= behaviour.cutAfter) {
      finished = true;
      response.destroy();
      return;
    }
    if (index >= behaviour.stallAfter) return;
    if (behaviour.garbage) response.write('data: {"choices": [{"del\n\n');
    else send({ content: token });
    if (behaviour.tokenMs > 0) await pause(behaviour.tokenMs);
  }
  send({}, 'stop');
  if (body.stream_options?.include_usage === true)
    response.write(`data: ${JSON.stringify({ ...chunk(model, []), usage })}\n\n`);
  finished = true;
  response.end('data: [DONE]\n\n');
}

function chunk(model: string, choices: readonly object[]): object {
  return { id: 'chatcmpl-simulated', object: 'chat.completion.chunk', created: 0, model, choices };
}

function sendError(response: ServerResponse, behaviour: ProviderBehaviour): void {
  if (behaviour.status === 429 || behaviour.status === 503)
    response.setHeader('retry-after', String(behaviour.retryAfterSeconds));
  response.writeHead(behaviour.status, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      error: { message: 'simulated failure', type: 'server_error', param: null, code: null },
    }),
  );
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
