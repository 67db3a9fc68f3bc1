import type { FlagDefinition } from '../domain/flags.ts';
import type { Flags } from '../domain/ports.ts';

/** The catalogue's defaults, for a system without a flag server. */
export function createDefaultFlags(catalogue: readonly FlagDefinition[]): Flags {
  const byName = new Map(catalogue.map((flag) => [flag.name, flag]));
  return {
    isEnabled: (name) => byName.get(name)?.enabled ?? false,
    payload: (name) => {
      const flag = byName.get(name);
      return flag?.enabled === true ? flag.variant?.payload : undefined;
    },
    lastFetch: () => undefined,
    ping: async () => {},
  };
}
