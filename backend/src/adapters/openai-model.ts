import { ATTRIBUTES } from '@pincite/signals';
import OpenAI from 'openai';
import { AppError } from '../domain/errors.ts';
import type { AnswerModel, ModelChunk, ModelRequest, Tracer } from '../domain/ports.ts';

/**
 * A provider that speaks the OpenAI chat-completions protocol. The client never retries: the router
 * owns retries. Errors become AppError: `rate-limited` with the provider's Retry-After, `timeout`, or
 * `provider-failed`; an abort by the caller is thrown as it is.
 */
export function createOpenAiModel(
  options: { id: string; baseUrl: string; key: string; model: string },
  tracer: Tracer,
): AnswerModel {
  const client = new OpenAI({
    apiKey: options.key,
    baseURL: options.baseUrl,
    maxRetries: 0,
    // Its own log prints what a provider sent; ours says what happened, and none of the words.
    logLevel: 'off',
  });
  return {
    id: options.id,
    model: options.model,
    extractive: false,
    async *stream(request, signal) {
      const opened = tracer.open(`chat ${options.model}`);
      opened.span.set(ATTRIBUTES.operation, 'chat');
      opened.span.set(ATTRIBUTES.provider, options.id);
      opened.span.set(ATTRIBUTES.model, options.model);
      let failure: unknown;
      try {
        yield* translate(
          await opened.run(() =>
            client.chat.completions.create(
              {
                model: options.model,
                stream: true,
                stream_options: { include_usage: true },
                max_completion_tokens: request.maxTokens,
                temperature: 0,
                messages: messagesOf(request),
              },
              { signal },
            ),
          ),
        );
      } catch (error) {
        failure = signal.aborted ? undefined : toAppError(error, options.id);
        throw signal.aborted ? signal.reason : failure;
      } finally {
        opened.end(failure);
      }
    },
  };
}

function messagesOf(request: ModelRequest): OpenAI.ChatCompletionMessageParam[] {
  return [{ role: 'system', content: request.system }, ...request.messages];
}

async function* translate(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
): AsyncGenerator<ModelChunk> {
  let finished = false;
  for await (const chunk of stream) {
    const choice = chunk.choices?.[0];
    if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
    if (choice?.finish_reason) {
      if (choice.finish_reason === 'content_filter')
        throw new AppError('provider-failed', 'The provider withheld its answer.');
      finished = true;
    }
    if (chunk.usage)
      yield {
        type: 'usage',
        usage: { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens },
      };
  }
  // A connection that is cut ends the loop without an error; only a finish reason ends an answer.
  if (!finished) throw new AppError('provider-failed', 'The provider’s stream was cut.');
}

function toAppError(error: unknown, provider: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError)
    return new AppError('timeout', `The provider ${provider} did not answer in time.`, {
      cause: error,
    });
  if (error instanceof OpenAI.APIError && error.status === 429) {
    const seconds = Number(error.headers?.get('retry-after'));
    return new AppError('rate-limited', `The provider ${provider} limits its rate.`, {
      cause: error,
      ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: Math.ceil(seconds) } : {}),
    });
  }
  return new AppError('provider-failed', `The provider ${provider} failed.`, { cause: error });
}
