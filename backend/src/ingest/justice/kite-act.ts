/** An invented Act for the tests, and how they read it. */
import type { LawDocument, Provision } from '../../domain/law.ts';
import { parseLaw } from './parse-law.ts';

const LIMS =
  'xmlns:lims="http://justice.gc.ca/lims" lims:pit-date="2026-01-01" lims:current-date="2026-02-01"';

/** An Act of our own invention around the given body. */
export function law(body: string, after = ''): string {
  return `\ufeff<?xml version="1.0" encoding="utf-8"?><Statute ${LIMS}><Identification><LongTitle>An Act about kites</LongTitle><ShortTitle>Kite Act</ShortTitle><Chapter><ConsolidatedNumber official="no">K-1</ConsolidatedNumber><AnnualStatuteId revised-statute="no"><AnnualStatuteNumber>7</AnnualStatuteNumber><YYYY>2020</YYYY></AnnualStatuteId></Chapter></Identification><Body>${body}</Body>${after}</Statute>`;
}
export function read(xml: string | Uint8Array, lang: 'en' | 'fr' = 'en'): LawDocument {
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  return parseLaw(bytes, { document: 'K-1', lang, aliases: ['KA'] });
}
export const section = (label: string, inner: string, attributes = ''): string =>
  `<Section${attributes}><Label>${label}</Label>${inner}</Section>`;
export const text = (words: string): string => `<Text>${words}</Text>`;
export const find = (document: LawDocument, label: string): Provision | undefined =>
  document.provisions.find((provision) => provision.label === label);
