import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, Secret } from './config.ts';

function faultsOf(variables: Record<string, string>): string {
  try {
    loadConfig(variables);
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : `other: ${String(error)}`;
  }
}

describe('configuration', () => {
  it('needs nothing on one machine', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8080 });
    expect(config.redis.url).toBeUndefined();
    expect(config.unleash).toBeUndefined();
    expect(config.providers).toEqual([]);
  });

  it('takes an empty variable for an unset one', () => {
    expect(loadConfig({ REDIS_URL: '', PORT: ' ' }).http.port).toBe(8080);
  });

  it('names every fault at once', () => {
    const message = faultsOf({
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      UNLEASH_URL: 'http://127.0.0.1:4242/api',
      PROVIDERS: 'openai,Bad Id',
    });
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'UNLEASH_TOKEN',
      'OPENAI_BASE_URL',
      'OPENAI_MODEL',
      'Bad Id',
    ])
      expect(message).toContain(name);
  });

  it('reads providers in order, keys from variables and files', () => {
    const config = loadConfig({
      PROVIDERS: 'first, second-one',
      FIRST_BASE_URL: 'http://127.0.0.1:1/v1',
      FIRST_MODEL: 'm1',
      FIRST_API_KEY: 'secret-key',
      SECOND_ONE_BASE_URL: 'http://127.0.0.1:2/v1',
      SECOND_ONE_MODEL: 'm2',
    });
    expect(config.providers.map(({ id, model }) => [id, model])).toEqual([
      ['first', 'm1'],
      ['second-one', 'm2'],
    ]);
    expect(config.providers[0]?.key.reveal()).toBe('secret-key');
    expect(faultsOf({ ...provider(), FIRST_API_KEY_FILE: '/does/not/exist' })).toContain(
      'FIRST_API_KEY_FILE',
    );
  });

  it('never prints a secret', () => {
    const secret = new Secret('hunter2');
    const printed = `${secret} ${JSON.stringify({ secret })} ${inspect({ secret })}`;
    expect(printed).not.toContain('hunter2');
    expect(
      inspect(loadConfig({ ...provider(), FIRST_API_KEY: 'hunter2' }), { depth: 9 }),
    ).not.toContain('hunter2');
  });
});

function provider(): Record<string, string> {
  return { PROVIDERS: 'first', FIRST_BASE_URL: 'http://127.0.0.1:1/v1', FIRST_MODEL: 'm1' };
}
