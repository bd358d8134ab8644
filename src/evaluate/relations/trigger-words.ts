import type { Sense } from "./label-sets.js";

/**
 * Beginnings of words that name a relation, by what they say of it; `=` after one asks for the whole word. The first sense
 * that a word fits is taken.
 */
const beginnings: Readonly<Record<Sense, string>> = {
  antagonist: "antagoni",
  agonist: "agonis",
  inhibit:
    "inhibit block suppress abolish abrogat impair down-regulat downregulat repress silenc inactivat interfer counteract oppos prevent",
  activate: "activat stimulat up-regulat upregulat trigger potentiat enhanc promot elicit",
  decrease:
    "decreas reduc lower= lowers= lowered= lowering= diminish declin deplet attenuat fall= fell= loss=",
  treat:
    "treat therap protect ameliorat alleviat improv reliev revers efficac effective= benefi cure= cured=",
  cause:
    "induc caus produc provok lead= leads= led= leading= result precipitat develop after= following= toxic",
  increase: "increas rais elevat augment higher= rise= risen= rose= exacerbat worsen prolong",
  bind: "bind= binds= binding= bound= affinit complex=",
  substrate:
    "substrat metaboli hydroly cataly cleav convert oxidi phosphorylat transport uptake synthe degrad",
  level:
    "concentration level= levels= plasma serum clearance auc= cmax absor bioavailab pharmacokinetic half-li excret eliminat",
  advise: "should= avoid caution recommend contraindicat monitor advis careful must= adjust",
  combine: "combin together= concomitant co-administ coadminist plus=",
  compare: "compar versus= vs= than=",
  contain: "contain rich= compos compris consist source=",
  interact: "interact",
  associate:
    "associat correlat relat link risk= suscept predispos role= mutation polymorphism variant contribut implicat",
};

const table = Object.entries(beginnings).map(([sense, stems]) => ({
  sense: sense as Sense,
  stems: stems.split(" "),
}));

/** What a word, in lower case, says of the things around it; of `doxorubicin-induced`, what its last part says. */
export function senseOf(word: string): Sense | undefined {
  for (const part of [word, word.slice(word.lastIndexOf("-") + 1)]) {
    const row = table.find(({ stems }) => stems.some((stem) => fits(part, stem)));
    if (row) return row.sense;
  }
  return undefined;
}

function fits(word: string, stem: string): boolean {
  return stem.endsWith("=") ? word === stem.slice(0, -1) : word.startsWith(stem);
}
