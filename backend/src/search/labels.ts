import type { ProvisionLabel } from '../domain/law.ts';

/** The section that a provision stands in: `64` for `64(1)(a)`, `Schedule` for any item of a schedule. */
export function sectionOf(label: ProvisionLabel): string {
  const section = /^\d+(?:\.\d+)*/.exec(label)?.[0];
  if (section !== undefined) return section;
  return /^(?:schedule|annexe)/i.test(label) ? 'Schedule' : label;
}

/** The provisions around one, innermost first, by its address: `36(1)`, `36` for `36(1)(a)`. */
export function labelsAround(label: ProvisionLabel): readonly ProvisionLabel[] {
  const around: string[] = [];
  let rest = label;
  while (rest.endsWith(')')) {
    const open = rest.lastIndexOf('(');
    if (open <= 0) break;
    rest = rest.slice(0, open).trimEnd();
    around.push(rest);
  }
  return around;
}
