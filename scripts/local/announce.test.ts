import { describe, expect, it } from 'vitest';
import { announcement, corpusInWords } from './announce.ts';
import { readStartOptions } from './options.ts';

describe('what npm start says', () => {
  it('prints addresses one a line', () => {
    const text = announcement(
      [
        { name: 'Chat', address: 'http://localhost:3000' },
        { name: 'Unleash', address: 'http://127.0.0.1:4242', hint: 'user admin' },
      ],
      'Corpus: x',
    );
    expect(text).toContain('  Chat     http://localhost:3000\n');
    expect(text).toContain('  Unleash  http://127.0.0.1:4242  (user admin)\n');
  });

  it('says what is served', () => {
    expect(corpusInWords({ kind: 'primer', documents: 0 }, undefined)).toMatch(/empty/u);
    expect(corpusInWords({ kind: 'primer', documents: 60 }, undefined)).toMatch(/not the law/u);
    expect(
      corpusInWords({ kind: 'law', documents: 30, newest_pit_date: '2026-01-02' }, '/law'),
    ).toBe('Corpus: 30 Acts and regulations from /law, newest text of 2026-01-02.');
  });
});

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readStartOptions([])).toEqual({
      port: 3000,
      frontend: true,
      unleash: true,
      monitoring: true,
      ingest: true,
    });
  });

  it('are read', () => {
    expect(readStartOptions(['--port', '4000', '--no-frontend'])).toMatchObject({
      port: 4000,
      frontend: false,
    });
    expect(readStartOptions(['--help'])).toBe('help');
  });

  it.each([['--port', 'x'], ['--port', '0'], ['--nonsense'], ['stray']])(
    'are refused with a reason: %s %s',
    (...args) => {
      expect(readStartOptions(args.filter(Boolean))).toHaveProperty('fault');
    },
  );
});
