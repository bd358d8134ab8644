/**
 * The number of the rules in code by which mentions are linked: abbreviations, composites, variants, readings, context. It is part
 * of every document's fingerprint. Raise it with each change by which the same mention may come to mean something else, so
 * that `relink` takes documents anew.
 */
export const linkingRules = 1;
