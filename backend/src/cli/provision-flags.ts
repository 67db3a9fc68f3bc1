import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { FlagDefinition } from '../domain/flags.ts';

/** The environment of Unleash that Pincite reads. */
const ENVIRONMENT = 'development';
const TYPES = {
  release: 'release',
  operational: 'operational',
  'kill-switch': 'kill-switch',
} as const;
const Features = z.object({ features: z.array(z.object({ name: z.string() })) });

export interface ProvisionOptions {
  /** Address of the Unleash server, without `/api`. */
  readonly url: string;
  readonly adminToken: string;
  readonly flags: readonly FlagDefinition[];
}

/**
 * Creates the flags that Unleash lacks, each with its default; a flag that is there is left as people
 * set it. Gives the names created. Throws AppError `source-unavailable` naming what Unleash answered.
 */
export async function provisionFlags(options: ProvisionOptions): Promise<readonly string[]> {
  const call = createCaller(options);
  const held = Features.parse(await (await call('GET', '/projects/default/features')).json());
  const names = new Set(held.features.map(({ name }) => name));
  const created: string[] = [];
  for (const flag of options.flags) {
    if (names.has(flag.name)) continue;
    await call('POST', '/projects/default/features', {
      name: flag.name,
      type: TYPES[flag.type],
      description: `${flag.description} Owner: ${flag.owner}.`,
      impressionData: false,
    });
    const base = `/projects/default/features/${flag.name}/environments/${ENVIRONMENT}`;
    await call('POST', `${base}/strategies`, {
      name: 'flexibleRollout',
      parameters: { rollout: '100', stickiness: 'default', groupId: flag.name },
      constraints: [],
      ...(flag.variant === undefined ? {} : { variants: [variantOf(flag.variant)] }),
    });
    await call('POST', `${base}/${flag.enabled ? 'on' : 'off'}`);
    created.push(flag.name);
  }
  return created;
}

function variantOf(variant: NonNullable<FlagDefinition['variant']>) {
  return {
    name: variant.name,
    weight: 1000,
    weightType: 'variable',
    stickiness: 'default',
    payload: { type: variant.json === true ? 'json' : 'string', value: variant.payload },
  };
}

function createCaller({ url, adminToken }: ProvisionOptions) {
  return async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${url}/api/admin${path}`, {
      method,
      headers: { authorization: adminToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    // 409: somebody else created it in the meantime.
    if (!response.ok && response.status !== 409) {
      const text = (await response.text()).slice(0, 300);
      throw new AppError(
        'source-unavailable',
        `Unleash answered ${response.status} to ${method} ${path}: ${text}`,
      );
    }
    return response;
  };
}
