function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** The last word of an English name, folded. */
export const ENGLISH_HEADS = listed('act regulations regulation rules code order ordinance');
/** The first word of a French name, folded. */
export const FRENCH_HEADS = listed(
  'loi reglement regles decret code declaration arrete ordonnance',
);
/** Small words inside an English name. */
export const ENGLISH_CONNECTORS = listed(
  'of and the for to in on or under with by from respecting',
);
/** What joins a French name: after one of these a noun follows. */
export const FRENCH_JOINTS = listed(
  'sur de d du des la le les l a au aux et en pour concernant relative relatif relatives visant portant precisant par dans',
);
/** What may follow the head of a French name. */
export const FRENCH_OPENINGS = listed(
  'sur de d du des concernant relative relatif relatives relatifs visant portant precisant no n canadienne canadien constitutionnelle constitutionnel criminel civil electorale federale',
);
/** Words that go on with a French name after a known one, which makes it another name. */
export const FRENCH_SEQUELS = listed(
  'canadienne canadien canadiennes canadiens federale federal nationale provinciale quebecoise ontarienne',
);
/** Capitalised words that begin a sentence, not a name. */
export const OPENING_WORDS = listed(
  'a an all although also and any are as at because before both but by can compare could did do does either even every following for from given has have here however if in inside is it its like may neither nor no not now on only or otherwise outside per pursuant read refer regarding see section sections should since so such that the their then there these they this those though through to under unless unlike until upon was what when where whether which while who why will with within without you your cf subsection paragraph rule rules article',
);
/** Provinces, territories and their adjectives: their Acts are not those of Canada. */
export const PROVINCES = listed(
  'alberta british columbia bc manitoba brunswick newfoundland labrador nova scotia ontario edward quebec saskatchewan yukon nunavut northwest ab mb nb nl ns on pe pei qc sk yt nt nu provincial quebecoise ontarienne colombie ecosse',
);
/** Initialisms of bodies and things, which are no names of law. */
export const OTHER_INITIALISMS = listed(
  'RAD RPD IRB IAD ID IRCC CBSA PR SAR SPR CISR SAI SI ASFC UCI PRRA ERAR CIC MCI MPSEP TRV TRP LMIA EIMT STCA ETPS JR CJ USA UK EU SCC FCA FC PDF FAQ',
);
