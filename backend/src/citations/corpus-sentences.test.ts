import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@pincite/contract';
import { describe, expect, it } from 'vitest';
import { CORPUS_DIR, hasCorpus } from '../../../test/system/corpus.ts';
import { createInMemoryCatalogue } from '../../test/fakes/in-memory-catalogue.ts';
import { readCorpus } from '../../test/fakes/read-corpus.ts';
import { selectPassages } from '../adapters/sqlite/select-passages.ts';
import type { PromptPassage } from '../domain/ports.ts';
import { sentencesOf } from '../domain/sentences.ts';
import { createExtractiveModel } from '../routing/extractive.ts';
import { analyse } from '../search/analyse.ts';
import { createSentenceVerifier } from './verify-sentence.ts';

interface Question {
  readonly lang: Language;
  readonly expected_behaviour: string;
  readonly gold: readonly { doc: string; sections: readonly string[] }[];
  readonly answer: string;
}

/** Every n-th passage is quoted: enough to meet each kind of provision, and quick. */
const SAMPLE = 7;

/** What turns a sentence of an answer around, where it applies. */
const FLIPS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/ must /, ' may '],
    [/ may (?!not)/, ' must '],
    [/ (may|must|is) (?!not)/, ' $1 not '],
    [/ not /, ' '],
    [/ \d+ /, ' 77 '],
    [/ at least /, ' at most '],
  ],
  fr: [
    [/ doit /, ' peut '],
    [/ (?<!ne )peut /, ' doit '],
    [/ (?<!ne )(peut|doit) /, ' ne $1 pas '],
    [/ ne (\S+) pas /, ' $1 '],
    [/ \d+ /, ' 77 '],
    [/ au moins /, ' au plus '],
  ],
};

describe.skipIf(!hasCorpus)('sentences about the real statutes', () => {
  const documents = hasCorpus ? readCorpus(CORPUS_DIR) : [];
  const catalogue = createInMemoryCatalogue(documents);
  const verify = createSentenceVerifier({ catalogue, analyse });

  it('lets the extractive answerer quote any passage', async () => {
    const model = createExtractiveModel(analyse);
    const failed: string[] = [];
    let quoted = 0;
    for (const document of documents) {
      for (const [index, { provision }] of selectPassages(document).entries()) {
        const passage = catalogue.passage(document.id, document.lang, provision.label);
        if (index % SAMPLE !== 0 || passage === undefined) continue;
        const passages = [{ id: 'S1.p1', passage, score: 1 }];
        const { lang } = document;
        const request = {
          system: '',
          messages: [],
          passages,
          question: passage.marginalNote ?? passage.title,
          lang,
          maxTokens: 1,
          shown: [],
        };
        for await (const chunk of model.stream(request, new AbortController().signal)) {
          if (chunk.type !== 'sentence') continue;
          quoted += 1;
          const { status, reason } = verify({ text: chunk.text, passages, lang });
          if (status === 'failed')
            failed.push(`${document.id} ${lang} ${provision.label}: ${reason}`);
        }
      }
    }
    console.info(`extractive sentences that pass: ${quoted - failed.length} of ${quoted}`);
    expect(quoted).toBeGreaterThan(1000);
    expect(failed.slice(0, 20)).toEqual([]);
  });

  it('passes most sentences of right answers, and few that are turned around', () => {
    const questions: Question[] = readFileSync(join(CORPUS_DIR, '../eval/dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((each: Question) => each.expected_behaviour === 'answer');
    const counts = { right: 0, rightPassed: 0, flipped: 0, flippedPassed: 0 };
    for (const { lang, gold, answer } of questions) {
      const passages: PromptPassage[] = gold
        .flatMap(({ doc, sections }) =>
          sections.map((label) => catalogue.passage(doc, lang, label)),
        )
        .flatMap((passage, index) =>
          passage === undefined ? [] : [{ id: `S1.p${index + 1}`, passage, score: 1 }],
        );
      const markers = passages.map(({ id }) => `⟦${id}⟧`).join('');
      const passes = (text: string): boolean =>
        verify({ text: `${text} ${markers}`, passages, lang }).status === 'passed';
      // `Yes.` and `No.` alone say nothing that can be compared.
      for (const sentence of sentencesOf(answer, lang).filter((each) => each.length > 12)) {
        counts.right += 1;
        if (passes(sentence)) counts.rightPassed += 1;
        for (const [pattern, turned] of FLIPS[lang]) {
          const flipped = sentence.replace(pattern, turned);
          if (flipped === sentence) continue;
          counts.flipped += 1;
          if (passes(flipped)) counts.flippedPassed += 1;
        }
      }
    }
    console.info(
      `free paraphrases that pass: ${counts.rightPassed} of ${counts.right}; turned around: ${counts.flippedPassed} of ${counts.flipped}`,
    );
    expect(counts.rightPassed / counts.right).toBeGreaterThanOrEqual(0.8);
    expect(counts.flippedPassed / counts.flipped).toBeLessThanOrEqual(0.25);
  });
});
