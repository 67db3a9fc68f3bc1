import { describe, expect, it } from 'vitest';
import { AppError } from '../../domain/errors.ts';
import { find, law, read, section, text } from './kite-act.ts';

describe('hostile files', () => {
  const refusal = (xml: string | Uint8Array): AppError => {
    try {
      read(xml);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('it was read');
  };
  const bomb = `<?xml version="1.0"?><!DOCTYPE Statute [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Statute>&b;</Statute>`;
  const utf16 = new Uint8Array([0xff, 0xfe, 0x3c, 0x00]);
  const latin = new Uint8Array([...new TextEncoder().encode('<Statute>'), 0xe9, 0x3c]);
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an entity expansion', bomb, /DOCTYPE/],
    ['an undeclared entity', law(section('1', text('&bomb;'))), /not well-formed/],
    ['200 levels', law('<Group>'.repeat(200) + '</Group>'.repeat(200)), /nested over 100 deep/],
    [
      'a truncated file',
      law(section('1', text('Kites'))).slice(0, -40),
      /not well-formed XML at line/,
    ],
    ['UTF-16', utf16, /UTF-16/],
    ['Latin-1 bytes', latin, /not valid UTF-8/],
    ['a wrong declaration', '<?xml version="1.0" encoding="iso-8859-1"?><Statute/>', /iso-8859-1/],
    ['an HTML page', '<!DOCTYPE html><html><body>Not here</body></html>', /HTML page/],
    ['another root', '<Bill><Body/></Bill>', /root element is "Bill"/],
    ['no identification', '<Statute><Body/></Statute>', /Identification is missing/],
    ['nothing', '', /not well-formed|empty/],
    ['no date', law('').replaceAll(/lims:[a-z]+-date="[^"]*"/gu, ''), /no date lims:pit-date/],
    [
      'ranges that grow',
      law(section('1 to 999', text('Kites.')).repeat(300)),
      /K-1 \(en\): The file has over 200000 provisions/,
    ],
    [
      'a table of many columns',
      law(
        section(
          '1',
          `<TableGroup><table><tgroup>${'<colspec/>'.repeat(101)}</tgroup></table></TableGroup>`,
        ),
      ),
      /over 100 columns/,
    ],
    ['our marker as an entity', law(section('1', text('&#x27E6;'))), /⟦ or ⟧ at line 1, column/],
    ['our own marker', law(section('1', text('See ⟦S1.p1⟧.'))), /⟦/],
  ])('%s is refused by name', (_name, xml, reason) => {
    const error = refusal(xml);
    expect(error.code).toBe('invalid-request');
    expect(error.message).toMatch(reason);
  });

  it('reads many small pieces in linear time, and names that are words of the language', () => {
    const many = '<Emphasis>kite</Emphasis> <Sup>x</Sup>'.repeat(60_000);
    const digits = `<XRefInternal>2</XRefInternal> and ${'1'.repeat(150)}`;
    const odd = '<constructor><toString>Kites</toString></constructor>';
    const started = performance.now();
    const document = read(
      law(section('1', text(many)) + section('2', odd) + section('3', text(digits))),
    );
    expect(performance.now() - started).toBeLessThan(5000);
    expect(find(document, '1')?.text.length).toBe(60_000 * 6);
    expect(find(document, '2')?.text).toBe('Kites');
  });
});
