import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInMemoryCatalogue } from '../../test/fakes/in-memory-catalogue.ts';
import { idsOf } from './bind-antecedents.ts';
import { createDocumentNames } from './document-names.ts';
import { type FoundCitation, isProvision } from './found-citation.ts';
import { sampleLaws } from './sample-laws.ts';
import { scanCitations } from './scan.ts';

const names = createDocumentNames(createInMemoryCatalogue(sampleLaws()).documents());

/** `kind|document or key|addresses or pinpoint` of each citation, joined by ` ; `. */
function shown(found: FoundCitation): string {
  if (!isProvision(found)) {
    const pin = found.pinpoint?.text ?? found.section ?? '';
    return `${found.kind}|${found.key}|${pin}`;
  }
  const document = found.antecedent ?? found.document;
  const ids = idsOf(document);
  const id = ids.length > 0 ? ids.join('+') : (document.chapter?.key ?? document.name?.text ?? '?');
  const list = found.addresses.map(({ from, to }) => (to === undefined ? from : `${from}-${to}`));
  return `${found.kind}|${id}|${list.join(',')}`;
}
function scan(text: string): string {
  return scanCitations(text, names).map(shown).join(' ; ');
}
const N = '\u00a0';

describe('scanCitations', () => {
  it.each([
    ['2019 SCC 65', 'neutral|2019 SCC 65|'],
    ['2019 CSC 65', 'neutral|2019 SCC 65|'],
    [
      'Canada (Minister of Citizenship and Immigration) v Vavilov, 2019 SCC 65 at para 85',
      'neutral|2019 SCC 65|85',
    ],
    ['Canada (MCI) c Vavilov, 2019 CSC 65 au para 85', 'neutral|2019 SCC 65|85'],
    [
      'Kanthasamy v Canada (Citizenship and Immigration), 2015 SCC 61, [2015] 3 SCR 909 at paras 23-25',
      'neutral|2015 SCC 61| ; reporter|[2015] 3 SCR 909|23-25',
    ],
    ['Huruglica, 2016 FCA 93 at paras 78–79, 103', 'neutral|2016 FCA 93|78-79, 103'],
    ['Huruglica, 2016 CAF 93 aux para 78 et 103', 'neutral|2016 FCA 93|78 et 103'],
    ['2025 FC 1060', 'neutral|2025 FC 1060|'],
    ['2025 CF 1060', 'neutral|2025 FC 1060|'],
    ['Whitehead v Canada, 2003 FCT 75', 'neutral|2003 FCT 75|'],
    ['2002 CFPI 1225', 'neutral|2002 FCT 1225|'],
    ['2014 TCC 99', 'neutral|2014 TCC 99|'],
    ['2014 CCI 99', 'neutral|2014 TCC 99|'],
    ['R v Sutherland, 2022 MBCA 23', 'neutral|2022 MBCA 23|'],
    ['Zhang v Chen, 2024 BCSC 285', 'neutral|2024 BCSC 285|'],
    ['Ko v Li, 2025 ONSC 2766', 'neutral|2025 ONSC 2766|'],
    ['Reddy v Saroya, 2025 ABCA 322', 'neutral|2025 ABCA 322|'],
    ['R v Vader, 2016 ABQB 505 (CanLII)', 'neutral|2016 ABQB 505|'],
    ['Specter Aviation c Laprade, 2025 QCCS 3521', 'neutral|2025 QCCS 3521|'],
    ['Moffatt v Air Canada, 2024 BCCRT 149 at para 27', 'neutral|2024 BCCRT 149|27'],
    ['2020 NSSC 12 at ¶ 4', 'neutral|2020 NSSC 12|4'],
    [
      'Arsenault-Cameron v Prince Edward Island, 2000 SCC 1, ¶ 21, 39, 41-43',
      'neutral|2000 SCC 1|21, 39, 41-43',
    ],
    ['2019 CHRT 7', 'neutral|2019 CHRT 7|'],
    ['2019 TCDP 7', 'neutral|2019 CHRT 7|'],
    ['Choi v Lloyd’s Register Canada Ltd, 2024 CIRB 1146', 'neutral|2024 CIRB 1146|'],
    [`2019${N}SCC${N}65 at${N}para${N}85`, 'neutral|2019 SCC 65|85'],
    ['2019 S.C.C. 65, at para. 85', 'neutral|2019 SCC 65|85'],
    ['1998 CanLII 2237 (ON CA)', 'canlii|1998 CanLII 2237|'],
    ['1999 CanLII 699 (SCC) at paras 22-23', 'canlii|1999 CanLII 699|22-23'],
    ['1999 CanLII 699 (CSC) au para 22', 'canlii|1999 CanLII 699|22'],
    ['X (Re), 2014 CanLII 24131 (CA IRB)', 'canlii|2014 CanLII 24131|'],
    [
      'Hansard Spruce Mills Ltd (Re), 1954 CanLII 253 (BC SC), [1954] 4 DLR 590',
      'canlii|1954 CanLII 253| ; reporter|[1954] 4 DLR 590|',
    ],
    ['2018 CanLIIDocs 161', 'canlii|2018 CanLIIDocs 161|'],
    ['Baker v Canada (MCI), [1999] 2 SCR 817 at 837', 'reporter|[1999] 2 SCR 817|837'],
    ['Baker v. Canada, [1999] 2 S.C.R. 817, at para. 20', 'reporter|[1999] 2 SCR 817|20'],
    ['Baker c Canada, [1999] 2 RCS 817 au para 20', 'reporter|[1999] 2 SCR 817|20'],
    ['Roncarelli v Duplessis, [1959] SCR 121', 'reporter|[1959] SCR 121|'],
    [
      'Mangat, 2001 SCC 67 (CanLII), [2001] 3 SCR 113',
      'neutral|2001 SCC 67| ; reporter|[2001] 3 SCR 113|',
    ],
    [
      'Wewaykum Indian Band v. Canada, 2003 SCC 45, [2003] 2 S.C.R. 259',
      'neutral|2003 SCC 45| ; reporter|[2003] 2 SCR 259|',
    ],
    [
      'Gordon v Goertz, [1996] 2 SCR 27 at para 13, 134 DLR (4th) 321',
      'reporter|[1996] 2 SCR 27|13 ; reporter|134 DLR (4th) 321|',
    ],
    ['149 D.L.R. (4th) 736', 'reporter|149 DLR (4th) 736|'],
    ['[2004] 3 FCR 323 at para 12', 'reporter|[2004] 3 FCR 323|12'],
    ['[2004] 3 RCF 323', 'reporter|[2004] 3 FCR 323|'],
    ['(1992), 17 Imm LR (2d) 1', 'reporter|(1992), 17 Imm LR (2d) 1|'],
    ['(1994), 18 OR (3d) 1', 'reporter|(1994), 18 OR (3d) 1|'],
    ['[1998] 1 FC D-12', 'reporter|[1998] 1 FC D-12|'],
    ['Criminal Code, RSC 1985, c C-46, s 745', 'provision|RSC 1985 c C-46|745'],
    ['R.S.C., 1985, c. C-46, s. 745', 'provision|RSC 1985 c C-46|745'],
    ['Code criminel, LRC 1985, c C-46, art 745', 'provision|RSC 1985 c C-46|745'],
    ['L.R.C. (1985), ch. C-46', 'document|RSC 1985 c C-46|'],
    ['Immigration Act, RSC 1985, c I-2, s 69(1)', 'provision|RSC 1985 c I-2|69(1)'],
    ['Immigration and Refugee Protection Act, SC 2001, c 27, s 25(1)', 'provision|I-2.5|25(1)'],
    ['S.C. 2001, c. 27, s. 36(1)(a)', 'provision|I-2.5|36(1)(a)'],
    [
      'Loi sur l’immigration et la protection des réfugiés, LC 2001, c 27, art 36(1)a)',
      'provision|I-2.5|36(1)(a)',
    ],
    ['LC 2001, ch 27, art 25', 'provision|I-2.5|25'],
    ['SC 2001, c 27, ss 96-97', 'provision|I-2.5|96-97'],
    ['SC 2001, c 27, s 25(1.01)', 'provision|I-2.5|25(1.01)'],
    ['chapter 27 of the Statutes of Canada, 2001', 'document|I-2.5|'],
    ['chapitre I-2 des Lois révisées du Canada (1985)', 'document|RSC 1985 c I-2|'],
    [
      'Income Tax Act, RSC 1985, c 1 (5th Supp), s 18(1)(m)',
      'provision|RSC 1985 c 1 (5 supp)|18(1)(m)',
    ],
    ['Charter of Human Rights and Freedoms, CQLR c C-12, s 10', 'provision|CQLR c C-12|10'],
    [
      'Charte des droits et libertés de la personne, RLRQ c C-12, art 10',
      'provision|CQLR c C-12|10',
    ],
    ['RSO 1990, c A.1', 'document|RSO 1990 c A.1|'],
    [
      'Immigration and Refugee Protection Regulations, SOR/2002-227, s 117(9)(d)',
      'provision|SOR-2002-227|117(9)(d)',
    ],
    ['DORS/2002-227, art 117(9)d)', 'provision|SOR-2002-227|117(9)(d)'],
    ['SOR/93-22, r 9', 'provision|SOR/93-22|9'],
    ['DORS/2012-256', 'document|SOR-2012-256|'],
    ['SI/97-5', 'document|SI/97-5|'],
    ['TR/97-5', 'document|SI/97-5|'],
    ['Migratory Birds Regulations, CRC, c 1035, s 9', 'provision|CRC c 1035|9'],
    ['C.R.C., ch. 870', 'document|CRC c 870|'],
    ['O Reg 277/12, s 21', 'provision|O Reg 277/12|21'],
    ['s 25(1) of the IRPA', 'provision|I-2.5|25(1)'],
    ['IRPA, s 34(1)(f)', 'provision|I-2.5|34(1)(f)'],
    ["l'alinéa 36(1)a) de la LIPR", 'provision|I-2.5|36(1)(a)'],
    ['paragraph 117(9)(d) of the IRPR', 'provision|SOR-2002-227|117(9)(d)'],
    ['alinéa 117(9)d) du RIPR', 'provision|SOR-2002-227|117(9)(d)'],
    ['s 7 of the Charter', 'charter|Charter s 7|7'],
    ["l'article 7 de la Charte", 'charter|Charter s 7|7'],
    ['Docket: IMM-6362-13', 'docket|IMM-6362-13|'],
    ['section 25 of the Immigration and Refugee Protection Act', 'provision|I-2.5|25'],
    ['R.S.C. 1985, c. C-29, s. 5(1)(c)(i)', 'provision|C-29|5(1)(c)(i)'],
    ['s. 57(1)-(2) IRPA', 'provision|I-2.5|57(1)-57(2)'],
    ['See A25(1) and R179(b).', 'provision|I-2.5|25(1) ; provision|SOR-2002-227|179(b)'],
    [
      'See IRPA s 25(1), s 999 and SOR/2002-227, s 179(b).',
      'provision|I-2.5|25(1) ; provision|I-2.5|999 ; provision|SOR-2002-227|179(b)',
    ],
    ['IRPA, s 36(1)(a) and (b)', 'provision|I-2.5|36(1)(a),36(1)(b)'],
    ['alinéas 36(1)a) et b) de la LIPR', 'provision|I-2.5|36(1)(a),36(1)(b)'],
    ['sections 26 and 35 of the Citizenship Act', 'provision|C-29|26,35'],
    ['articles 112 à 114 de la LIPR', 'provision|I-2.5|112-114'],
    ['The IRPA applies. See paragraph 36(1)(a) of the Act.', 'provision|I-2.5|36(1)(a)'],
    ['Selon le RIPR, l’alinéa 36(1)a) de la Loi s’applique.', 'provision|I-2.5|36(1)(a)'],
    ['Regulations, s 224(2) (that is the IRPR)', 'provision|SOR-2002-227|224(2)'],
    ['s 25(1) and s 26 of the IRPA', 'provision|I-2.5|25(1) ; provision|I-2.5|26'],
    ['SC 2019, c 29, s 292, s 4', 'provision|C-33.6|4'],
    ['College Act, s 4', 'provision|C-33.6|4'],
    [
      'The FCA held, 2016 FCA 93, that IRPA s 64 and s 96 apply',
      'neutral|2016 FCA 93| ; provision|I-2.5|64 ; provision|I-2.5|96',
    ],
    ['s 140 of the CCRA', 'provision|CCRA|140'],
    ['IRPA s 25 and CCRA, s 140', 'provision|I-2.5|25 ; provision|CCRA|140'],
    ['Immigration and Refugee Act, s 25(1)', 'provision|Immigration and Refugee Act|25(1)'],
    ['Loi sur la citoyenneté canadienne, art 5', 'provision|Loi sur la citoyenneté canadienne|5'],
    ['Ontario Citizenship Act, s 5', 'provision|Ontario Citizenship Act|5'],
    ['Citizenship Act Regulations, s 5', 'provision|Citizenship Act Regulations|5'],
    ['Under Citizenship Act s 5', 'provision|C-29|5'],
    ['RPD Rule 62(6)', 'provision|SOR-2012-256|62(6)'],
    ['IRPA, s 25 and 30 days', 'provision|I-2.5|25'],
  ])('%s', (text, expected) => {
    expect(scan(text)).toBe(expected);
  });

  it.each([
    'On 2019 October 65 people were SCC members',
    'In 2019 SCC judges sat 65 times',
    'FC 2026 1',
    'SCC 2019 65',
    '2019 SCCA No 65',
    '2019 WL 123456',
    '2020 NY Slip Op 51234',
    '[2024] UKSC 12',
    '[2024] EWCA Civ 12',
    '410 US 113 (1973)',
    '531 U.S., at 99',
    '123 F.3d 456',
    'See [20] and [21]-[23] of the reasons',
    '[1999] was a good year',
    'Form 2019-SCC-65',
    '2019 fc 65 patches applied',
    '2019 ABC 65',
    '12/25/2019 SC 12',
    'version 2019.1 SCC 65',
    'SC 2001 and SC 2002 were considered',
    'section 25 of the lease',
    'at para 12',
    'ibid at para 12',
    'UCI 1234-5678 and file IMM-12-2019-000456',
    'SOR/2002',
    'c 27 of the book, 2001',
    'T-shirt T-1234',
    'in 2021 CA 5 patients; NB 2021 PC 12',
    'v2 OR 3',
    '1 OR 2 OR 3',
    '5 CR 10',
    'The Citizenship Act is an Act of Parliament.',
    'IRPA’s 25 pages',
  ])('finds nothing in: %s', (text) => {
    expect(scan(text)).toBe('');
  });

  it('leaves an address unbound when nothing names its instrument', () => {
    const [found] = scanCitations('s 25(1) of the Act', names);
    expect(found).toMatchObject({ raw: 's 25(1) of the Act', document: { anaphor: 'act' } });
    expect(found).not.toHaveProperty('antecedent');
    expect(
      scanCitations('s 25(1) of the Act', names, { context: 'SOR-2002-227' }).map(shown),
    ).toEqual(['provision|I-2.5|25(1)']);
  });

  it('gives UTF-16 offsets', () => {
    const text = '🧭 « LIPR, art 25(1) » puis s 96 of the IRPA.';
    const found = scanCitations(text, names);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      'LIPR, art 25(1)',
      's 96 of the IRPA',
    ]);
    expect(found.every(({ raw, start, end }) => raw === text.slice(start, end))).toBe(true);
  });

  const pieces = fc.constantFrom(
    ...[
      'IRPA',
      's',
      's.',
      ' ',
      ' ',
      ',',
      '25',
      '(1)',
      '(a)',
      'a)',
      '-',
      'and',
      'of the',
      'Act',
      'Loi',
      'sur',
    ],
    ...[
      'SC',
      '2001',
      'c',
      '27',
      '[',
      ']',
      '2019',
      'SCC',
      '.',
      '“',
      '”',
      '\n',
      'Citizenship',
      'SOR/',
      'É',
      '🧭',
    ],
    ...[
      'art',
      'de la',
      'l’',
      'R.S.C.',
      '\u0301',
      '(',
      ')',
      '§',
      'Charter',
      'at para',
      'DLR',
      '(4th)',
      'IMM-',
    ],
  );
  it('never throws, and its citations stand in order, apart, inside the text (property)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          let end = 0;
          for (const found of scanCitations(text, names)) {
            expect(found.start).toBeGreaterThanOrEqual(end);
            expect(found.raw).toBe(text.slice(found.start, found.end));
            expect(found.raw.length).toBeGreaterThan(0);
            end = found.end;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['brackets', '('],
    ['digits and stops', '1.'],
    ['a list without end', '1, '],
    ['pinpoint words', 's 1(1)(1)(1)(1)(1)(1)(1)(1)(1)'],
    ['initials', 'R.S.C. '],
    ['a run of capitals', 'Immigration and '],
    ['French joints', 'Loi sur la '],
    ['heads', 'Act '],
    ['half a title', 'Immigration and Refugee Protection '],
    ['years', '2019 SCC '],
    ['paragraph lists', '2019 SCC 65 at paras 1, 2, 3, 4, '],
    ['sections of nothing', 'section 1(a), '],
    ['words without end', 'x'],
    ['quotes', 's 1 “ '],
  ])('is linear in hostile text: %s', (_name, piece) => {
    const small = piece.repeat(Math.ceil(20_000 / piece.length));
    const large = small.repeat(10);
    const time = (text: string): number => {
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 3; run += 1) {
        const from = performance.now();
        scanCitations(text, names);
        best = Math.min(best, performance.now() - from);
      }
      return best;
    };
    time(small);
    const [one, ten] = [time(small), time(large)];
    // Two milliseconds absorb the noise of a shared machine where the small text takes almost nothing.
    expect(ten).toBeLessThan(15 * (one + 2));
  });
});
