import { openCatalogueWriter } from '../src/adapters/sqlite/catalogue-writer.ts';
import { sampleLaw } from '../src/adapters/sqlite/sample-law.ts';
import { ingest } from '../src/ingest/ingest.ts';
import { createMemorySource, parseMemory } from './fakes/memory-source.ts';

/**
 * For the test that kills it: `node ingest-child.ts <catalogue> <edition>` ingests one edition of thirty
 * invented laws and prints a line for each step. Editions differ in a third of the laws, and each lacks
 * another one.
 */
const [path = '', edition = '1'] = process.argv.slice(2);
const documents = Array.from({ length: 30 }, (_, n) => n)
  .filter((n) => n !== Number(edition))
  .map((n) => {
    const words = n % 3 === 0 ? `edition ${edition}` : 'every edition';
    const provisions = Array.from(
      { length: 40 },
      (_, section) =>
        [String(section + 1), 'section', `Law ${n} rule ${section} in ${words}.`] as const,
    );
    return sampleLaw(provisions, { id: `K-${n}`, title: `Law number ${n}` });
  });
const writer = openCatalogueWriter(path, {
  analyse: (text) => text.toLowerCase().match(/\p{L}+|\d+/gu) ?? [],
  clock: Date,
});
process.stdout.write('started\n');
const report = await ingest({
  source: createMemorySource(documents),
  parse: parseMemory,
  writer,
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  log: { debug() {}, info() {}, warn() {}, error() {} },
  onProgress: ({ stage, done }) => process.stdout.write(`${stage} ${done}\n`),
});
process.stdout.write(`${report.status} ${report.version}\n`);
writer.close();
