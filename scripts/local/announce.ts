/** An address of the running system, as it is printed. */
export interface Address {
  readonly name: string;
  readonly address: string;
  readonly hint?: string;
}

/** The addresses, one a line, then what corpus is served. */
export function announcement(addresses: readonly Address[], corpus: string): string {
  const width = Math.max(...addresses.map(({ name }) => name.length));
  const lines = addresses.map(({ name, address, hint }) =>
    `  ${name.padEnd(width)}  ${address}${hint === undefined ? '' : `  (${hint})`}`.trimEnd(),
  );
  return ['', 'Pincite is running.', ...lines, '', corpus, 'Ctrl-C stops everything.', ''].join(
    '\n',
  );
}

interface CorpusStatus {
  readonly kind: string;
  readonly documents: number;
  readonly newest_pit_date?: string;
}

/** What is served, in words, from `GET /api/status`; says so when it cannot be learnt. */
export async function describeCorpus(apiUrl: string, folder: string | undefined): Promise<string> {
  try {
    const response = await fetch(`${apiUrl}/api/status`, { signal: AbortSignal.timeout(5000) });
    const { corpus } = (await response.json()) as { corpus: CorpusStatus };
    return corpusInWords(corpus, folder);
  } catch (error) {
    return `Corpus: not known (${error instanceof Error ? error.message : error})`;
  }
}

export function corpusInWords(corpus: CorpusStatus, folder: string | undefined): string {
  if (corpus.documents === 0)
    return 'Corpus: empty. No question finds an answer until an ingestion succeeds (npm run ingest).';
  if (corpus.kind === 'primer')
    return `Corpus: the bundled primer, ${corpus.documents} plain-language notes that are not the law.\n  PINCITE_CORPUS_DIR=FOLDER npm start serves the law itself.`;
  const from = folder === undefined ? 'the Justice Laws site' : folder;
  const date =
    corpus.newest_pit_date === undefined ? '' : `, newest text of ${corpus.newest_pit_date}`;
  return `Corpus: ${corpus.documents} Acts and regulations from ${from}${date}.`;
}
