import { setTimeout as sleep } from 'node:timers/promises';
import { provisionFlags } from '../../backend/src/cli/provision-flags.ts';
import { FLAGS, providerFlag } from '../../backend/src/domain/flags.ts';

/**
 * Creates the flags of the catalogue, and a kill switch for each provider of PROVIDERS, in a fresh
 * Unleash; gives the names created. Tries a few times: Unleash answers its health a moment before its
 * API is whole.
 */
export async function provision(url: string, adminToken: string): Promise<readonly string[]> {
  const ids = (process.env.PROVIDERS ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const flags = [...FLAGS, ...ids.map(providerFlag)];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await provisionFlags({ url, adminToken, flags });
    } catch (error) {
      if (attempt === 3) throw error;
      await sleep(500 * attempt);
    }
  }
}
