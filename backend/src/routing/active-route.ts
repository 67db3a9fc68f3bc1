import { z } from 'zod';
import { providerFlag } from '../domain/flags.ts';
import type { AnswerModel, Flags } from '../domain/ports.ts';

const RoutePayload = z.object({ providers: z.array(z.string()) });

/**
 * The providers to try, in order: the flag's list when it names any that exist, else the configured
 * order; those whose kill switch is off are left out. Empty means: quote without a model.
 */
export function activeRoute(models: readonly AnswerModel[], flags: Flags): readonly AnswerModel[] {
  const alive = models.filter((model) => flags.isEnabled(providerFlag(model.id).name));
  const wanted = flags.isEnabled('provider-routing')
    ? parseRoute(flags.payload('provider-routing'))
    : [];
  if (wanted.length === 0) return alive;
  return wanted.flatMap((id) => alive.filter((model) => model.id === id));
}

function parseRoute(payload: string | undefined): readonly string[] {
  if (payload === undefined) return [];
  try {
    const parsed = RoutePayload.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data.providers : [];
  } catch {
    return [];
  }
}
