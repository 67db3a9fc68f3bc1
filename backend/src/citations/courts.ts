import type { Language } from '@pincite/contract';

/** A court or tribunal whose decisions bear neutral citations. */
export interface Court {
  readonly en: string;
  readonly fr: string;
  /** Language of the code, where the two differ. */
  readonly lang: Language | undefined;
  /** First and last year in which the code was used, where they are known for certain. */
  readonly since?: number;
  readonly until?: number;
}

/** English and French code, first year, last year. */
const FEDERAL: readonly (readonly [string, string, number?, number?])[] = [
  ['SCC', 'CSC', 2000],
  ['FCA', 'CAF', 2001],
  ['FC', 'CF', 2003],
  ['FCT', 'CFPI', 2001, 2003],
  ['TCC', 'CCI', 2003],
  ['CMAC', 'CACM', 2001],
  ['CM', 'CM'],
  ['CHRT', 'TCDP'],
  ['CIRB', 'CCRI'],
  ['SST', 'TSS', 2013],
  ['SSTAD', 'TSSDA', 2013],
  ['FPSLREB', 'CRTESPF', 2014],
  ['PSLREB', 'CRTEFP', 2014],
  ['PSLRB', 'CRTFP'],
  ['PSSRB', 'CRTFP'],
  ['PSST', 'TDFP'],
  ['OHSTC', 'TSSTC'],
  ['SCTC', 'TRPC'],
  ['CART', 'CRAC'],
  ['TMOB', 'COMC'],
  ['PSDPT', 'TPFD'],
  ['EPTC', 'TPEC'],
  ['TATCE', 'TATCF'],
  ['OIC', 'CI'],
  ['RLLR', 'RLLR'],
];

const PROVINCIAL: Readonly<Record<string, string>> = {
  AB: 'CA KB QB CJ PC HRC ASC LERB OIPC',
  BC: 'CA SC PC HRT CRT EST',
  MB: 'CA KB QB PC',
  NB: 'CA KB QB BR PC',
  NL: 'CA SC PC TD SCTD',
  NS: 'CA SC PC FC SF SM PB',
  NWT: 'CA SC TC',
  NU: 'CA CJ',
  ON: 'CA SC CJ SCDC CS LTB WSIAT HRT LST LAT LSTA SEC',
  PE: 'CA SC SCAD SCTD PC',
  PES: 'CAD CTD',
  QC: 'CA CS CQ TDP TAT TAL CM TAQ',
  SK: 'CA KB QB PC UFC',
  YK: 'CA SC TC',
};

function tableOf(): ReadonlyMap<string, Court> {
  const table = new Map<string, Court>();
  for (const [en, fr, since, until] of FEDERAL) {
    const years = {
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
    if (!table.has(en)) table.set(en, { en, fr, lang: en === fr ? undefined : 'en', ...years });
    if (!table.has(fr)) table.set(fr, { en, fr, lang: en === fr ? undefined : 'fr', ...years });
  }
  for (const [province, codes] of Object.entries(PROVINCIAL))
    for (const code of codes.split(' '))
      if (!table.has(province + code))
        table.set(province + code, { en: province + code, fr: province + code, lang: undefined });
  return table;
}

/** Courts by the code of a neutral citation. */
export const COURTS: ReadonlyMap<string, Court> = tableOf();
