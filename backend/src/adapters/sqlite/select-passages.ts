import type { LawDocument, LawLine, Provision, ProvisionLabel } from '../../domain/law.ts';

/** Above this many characters a provision is searched by its parts. */
export const LONG_TEXT = 1500;
/** A provision whose parts are searched is itself searched when its own words are at least this long. */
const OWN_WORDS = 80;

/** A provision as search knows it, each field in the law's words, not yet analysed. */
export interface SelectedPassage {
  readonly provision: Provision;
  readonly note: string;
  readonly headings: string;
  readonly term: string;
  readonly title: string;
  /** Its text after the opening words of what it stands in, without which a paragraph says little. */
  readonly body: string;
}

/** The words with which each provision opens, before its parts. */
function ownWords(lines: readonly LawLine[]): ReadonlyMap<ProvisionLabel, string> {
  const words = new Map<ProvisionLabel, string>();
  for (const line of lines) {
    if (line.provision === undefined || line.kind === 'heading') continue;
    if (words.has(line.provision)) continue;
    words.set(
      line.provision,
      line.runs
        .map((run) => run.text)
        .join('')
        .trim(),
    );
  }
  return words;
}

/** The provisions around one, innermost first. */
function ancestors(
  provision: Provision,
  byLabel: ReadonlyMap<ProvisionLabel, Provision>,
): Provision[] {
  const found: Provision[] = [];
  const seen = new Set<ProvisionLabel>([provision.label]);
  let label = provision.parent;
  while (label !== undefined && !seen.has(label)) {
    seen.add(label);
    const parent = byLabel.get(label);
    if (parent === undefined) break;
    found.push(parent);
    label = parent.parent;
  }
  return found;
}

/** The marginal note over each provision: its own, else that of the nearest provision around it. */
export function notesAbove(document: LawDocument): ReadonlyMap<ProvisionLabel, string> {
  const notes = new Map<ProvisionLabel, string>();
  for (const provision of document.provisions) {
    const inherited = provision.parent === undefined ? undefined : notes.get(provision.parent);
    const note = provision.marginalNote ?? inherited;
    if (note !== undefined && !notes.has(provision.label)) notes.set(provision.label, note);
  }
  return notes;
}

/**
 * The passages of a document: its law in force at the most specific level that still says something by
 * itself, so that a section never crowds out its subsections. That is a subsection, else the section;
 * each definition; each item of a schedule; each paragraph of a note; and the parts of anything longer
 * than LONG_TEXT.
 */
export function selectPassages(document: LawDocument): readonly SelectedPassage[] {
  if (document.status !== 'in_force') return [];
  const children = new Map<ProvisionLabel | undefined, Provision[]>();
  const byLabel = new Map<ProvisionLabel, Provision>();
  for (const provision of document.provisions) {
    if (!byLabel.has(provision.label)) byLabel.set(provision.label, provision);
    const siblings = children.get(provision.parent);
    if (siblings === undefined) children.set(provision.parent, [provision]);
    else siblings.push(provision);
  }
  const words = ownWords(document.lines);
  const notes = notesAbove(document);
  const title = [document.title, document.longTitle, ...document.aliases].join(' ');
  const selected: SelectedPassage[] = [];

  const add = (provision: Provision, text: string): void => {
    if (text.trim() === '') return;
    const lead = ancestors(provision, byLabel)
      .reverse()
      .map((each) => words.get(each.label) ?? '')
      .filter((each) => each !== '' && each.length < LONG_TEXT);
    selected.push({
      provision,
      note: notes.get(provision.label) ?? '',
      headings: provision.headings.join(' '),
      term: provision.term ?? '',
      title,
      body: [...(provision.kind === 'definition' ? [] : lead), text].join(' '),
    });
  };

  const visit = (provision: Provision): void => {
    if (provision.status !== 'in_force') return;
    const parts = children.get(provision.label) ?? [];
    const split =
      provision.kind === 'schedule' ||
      parts.some((part) => part.kind === 'subsection' || part.kind === 'definition') ||
      provision.text.length > LONG_TEXT;
    if (!split || parts.length === 0) {
      add(provision, provision.text);
      return;
    }
    const own = words.get(provision.label) ?? '';
    if (own.length >= OWN_WORDS) add(provision, own);
    for (const part of parts) visit(part);
  };
  for (const provision of children.get(undefined) ?? []) visit(provision);
  return selected;
}
