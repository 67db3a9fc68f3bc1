import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What local parts know each other by. */
export interface UnleashSecrets {
  readonly unleashAdminToken: string;
  readonly unleashClientToken: string;
  readonly unleashPassword: string;
}

const NAMES = ['unleashAdminToken', 'unleashClientToken', 'unleashPassword'] as const;

/** Reads the secrets of this machine's local system; the first time makes them (file mode 0600). */
export function readSecrets(file: string): UnleashSecrets {
  const held = read(file);
  if (held !== undefined) return held;
  const secret = (): string => randomBytes(24).toString('hex');
  const secrets: UnleashSecrets = {
    // Unleash reads project and environment from a token: `project:environment.secret`.
    unleashAdminToken: `*:*.${secret()}`,
    unleashClientToken: `*:development.${secret()}`,
    unleashPassword: `Local-${randomBytes(9).toString('base64url')}-1`,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function read(file: string): UnleashSecrets | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isWhole =
      typeof value === 'object' &&
      value !== null &&
      NAMES.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
    return isWhole ? (value as UnleashSecrets) : undefined;
  } catch {
    return undefined;
  }
}
