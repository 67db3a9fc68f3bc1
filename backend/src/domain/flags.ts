/**
 * The catalogue of feature flags: provisioned into Unleash, and the defaults that hold without it.
 * A provider's kill switch is `provider-<id>` and is added for each configured provider.
 */
export interface FlagDefinition {
  readonly name: string;
  readonly type: 'release' | 'operational' | 'kill-switch';
  readonly owner: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly variant?: { readonly name: string; readonly payload: string; readonly json?: boolean };
}

export const FLAGS: readonly FlagDefinition[] = [
  {
    name: 'provider-routing',
    type: 'operational',
    owner: 'product',
    description:
      'The route: which providers answer, in order or by weight. Off: the configured order.',
    enabled: false,
    variant: { name: 'configured', payload: '{"providers":[]}', json: true },
  },
  {
    name: 'provider-fallback',
    type: 'operational',
    owner: 'product',
    description: 'When a provider fails, the next of the route goes on. Off: the answer is quoted.',
    enabled: true,
  },
  {
    name: 'citation-policy',
    type: 'release',
    owner: 'product',
    description: 'strict: a sentence that fails is withheld; annotate: it is shown and marked.',
    enabled: true,
    variant: { name: 'strict', payload: 'strict' },
  },
  {
    name: 'ingestion',
    type: 'operational',
    owner: 'sre',
    description: 'Scheduled ingestion runs. Off: runs start by hand only.',
    enabled: true,
  },
] as const;

/** The kill switch of one provider. */
export function providerFlag(id: string): FlagDefinition {
  return {
    name: `provider-${id}`,
    type: 'kill-switch',
    owner: 'sre',
    description: `Off: the provider ${id} gets no traffic.`,
    enabled: true,
  };
}

export const CITATION_POLICIES = ['strict', 'annotate'] as const;
export type CitationPolicy = (typeof CITATION_POLICIES)[number];
