import { LEXICON } from './lexicon.ts';

/** The lexicon as a Markdown table with the origin of each entry, for docs/evaluation.md. */
export function lexiconTable(): string {
  const cell = (phrases: string): string => phrases.split('|').join(', ');
  const rows = LEXICON.map(
    ({ origin, en, fr, lawEn, lawFr }) =>
      `| ${cell(en)} | ${lawEn} | ${cell(fr)} | ${lawFr} | ${origin} |`,
  );
  return [
    '| everyday English | the law’s words | français courant | les mots de la loi | origin |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

if (import.meta.main) process.stdout.write(`${lexiconTable()}\n`);
