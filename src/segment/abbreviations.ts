/**
 * Words that end in a full stop without ending a sentence, as they stand before the stop, in lower case.
 * Collected from style guides of biomedical journals and from the splitter's own errors.
 */

/** Never the end of a sentence, whatever follows. */
export const neverFinal: ReadonlySet<string> = new Set(
  `e.g i.e cf vs v viz approx ca resp incl excl dr prof mr mrs ms drs st mt jun sen
   eq eqs eqn fig figs tab sect suppl ref refs vol pp ed eds dept univ
   subsp ssp var cv str nov gen ser bv pv`.split(/\s+/u),
);

/** Not the end when a number, a bracket or a lower-case word follows: “No. 5”, “p. 12”, “10 min. later”. */
export const beforeNumber: ReadonlySet<string> = new Set([
  "no",
  "nos",
  "p",
  "n",
  "art",
  "ch",
  "chap",
  "cat",
  "lot",
  "nr",
  "min",
  "max",
  "sec",
  "hr",
  "hrs",
]);

/**
 * Not the end unless a word follows that opens sentences: “Smith et al. (2001)” and “given i.v. Patients …”,
 * but “spp. Salmonella” stays together.
 */
export const seldomFinal: ReadonlySet<string> = new Set(
  `al i.v i.p i.m s.c p.o i.d i.n i.t i.c.v b.i.d t.i.d q.i.d q.d b.w a.m p.m u.s u.k u.s.a e.u
   sp spp inc ltd corp co wt mol avg est ph.d m.d d.sc jr sr`.split(/\s+/u),
);

/** Words that open sentences more often than they follow an abbreviation inside one. */
export const openers: ReadonlySet<string> = new Set(
  `a an the this that these those here there we our it its they their he she in on at by for from with without within
   during after before while when where although though however moreover furthermore additionally thus therefore hence
   as if because since to both all each some most many several no neither such one two three results patients methods
   conclusions conclusion background objective objectives aim aims treatment animals rats mice studies data analysis
   using among between overall finally interestingly importantly notably similarly conversely compared following only`.split(
    /\s+/u,
  ),
);
