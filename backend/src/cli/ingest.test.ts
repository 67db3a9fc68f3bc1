import { expect, test } from 'vitest';
import { parseIngestArguments } from './ingest.ts';

test('reads the command line', () => {
  expect(parseIngestArguments([])).toEqual({
    source: undefined,
    force: false,
    dryRun: false,
    help: false,
  });
  expect(parseIngestArguments(['--source', 'primer', '--force', '--dry-run'])).toEqual({
    source: 'primer',
    force: true,
    dryRun: true,
    help: false,
  });
});

test.each([
  [['--source', 'moon'], /"moon" is no source; there are folder, site, primer/],
  [['--sauce', 'site'], /--sauce/],
  [['site'], /site/],
  [['--source'], /--source/],
])('%j is refused with the usage', (args, reason) => {
  expect(() => parseIngestArguments(args)).toThrow(reason);
  expect(() => parseIngestArguments(args)).toThrow(/npm run ingest/);
});
