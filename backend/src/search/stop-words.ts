import type { Language } from '@pincite/contract';

/**
 * Words that say nothing about what a text is about, folded (no accents, lower case). Each language has
 * its own list, because `son` is a pronoun in French and a family member in English.
 */
const ENGLISH =
  'a about above after again against all also am an and any are as at be because been before being below between both but by can cannot could did do does doing done down during each even few for from further get gets getting got had has have having he her here hers herself him himself his how i if in into is it its itself just let like may me might more most much must my myself no nor not now of off on once one only or other our ours ourselves out over own per please quite really same shall she should so some such than that the their theirs them themselves then there these they this those though through thus to too under until up upon us very was we were what when where whether which while who whom whose why will with within without would yes yet you your yours yourself yourselves im ive id ill dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt werent hasnt havent hadnt shouldnt thats whats theres youre theyre gonna wanna';

const FRENCH =
  'a afin ai ainsi alors apres as au aucun aucune aura aurait auront aussi autre autres aux avaient avais avait avant avec avez avoir avons ayant c ca car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de depuis des donc dont du elle elles en encore entre es est et etaient etais etait etant ete etes etre eu eux fait faire faut fois font furent fut hors ici il ils j je jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas peu peut peux plus pour pourrait pouvez pouvoir puis puisque qu quand que quel quelle quelles quels qui quoi quoique s sa sans se sera serait seront ses si soi soit sommes son sont sous suis sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une va vers veut veux voici voila vos votre vous y est-ce';

function listed(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: listed(ENGLISH),
  fr: listed(FRENCH),
};
