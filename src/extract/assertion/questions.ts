import type { Span } from "../../domain/span.js";
import type { Wording } from "./wording.js";

const studying =
  "(?:investigat|examin|evaluat|assess|determin|explor|test|study|studi|analys|analyz|clarif|elucidat|compar|characteri[sz]|identif|ascertain|establish|estimat|address|confirm|verif|measur)[a-z]*";
const studied =
  "(?:investigated|examined|evaluated|assessed|studied|explored|tested|analysed|analyzed|compared|measured)";
/** Verbs whose past tense asks; “we identified” and “we determined” answer. */
const asked =
  "(?:investigat|examin|evaluat|assess|explor|test|study|studi|analys|analyz|compar|characteri[sz]|address)[a-z]*";
const study = "(?:study|trial|paper|review|work|experiment|report|analysis|investigation)";

const questions: readonly Omit<Wording, "means">[] = [
  { words: "whether|if (?:and how|the|an?|this|these|there)", reach: "forward" },
  {
    words: "unknown|unclear|uncertain|unresolved|undetermined|unexplored|(?:little|not much|less) is known",
    reach: "clause",
  },
  {
    words:
      "(?:is|are|was|were|has|have|had)(?: not|n['’]t)(?: yet)?(?: been)?(?: [a-z]+ly)? (?:known|clear|established|elucidated|investigated|studied|determined|clarified|evaluated|examined|understood|tested|explored|explained|settled|proven|certain)",
    reach: "clause",
  },
  { words: "remains? to be [a-z]+|not yet|yet to be|knowledge of the effects?", reach: "clause" },
  {
    words: `(?:aim|aims|aimed|objective|objectives|purpose|goal|goals|designed|sought|seek|seeks|undertaken|conducted|performed|attempted|intended|in order)(?: of (?:this|the|our)(?: [a-z]+)? ${study})?(?: was| is| were| are)? to(?: ${studying})?`,
    reach: "forward",
  },
  {
    words: `(?:we|(?:this|the|our)(?: [a-z]+)? ${study}|here we) (?:have |has |also |further |then |therefore |first |next |thus ){0,2}(?:${asked}|focus[a-z]* on)`,
    reach: "forward",
  },
  {
    words: `to (?:further |better |fully )?${studying}|(?:investigat|examin|evaluat|assess|explor|measur)ing`,
    reach: "forward",
  },
  {
    words: `(?:was|were|is|are|has been|have been|being) (?:also |further |then |therefore )?${studied}`,
    reach: "clause",
  },
  {
    words: "(?:further|more|additional|future) (?:studies|research|work|investigation|investigations|trials)",
    reach: "clause",
  },
];

const answers: readonly Omit<Wording, "means">[] = [
  // By what, not whether.
  {
    words:
      "to test positive|(?:determined|assessed|evaluated|examined|studied|measured) by|(?:was|were) (?:tested|assessed|evaluated|examined|analysed|analyzed|measured) (?:by|using|with|in duplicate|in triplicate)|compared (?:with|to)",
    reach: "phrase",
  },
];

export const askingWordings: readonly Wording[] = [
  ...answers.map((wording) => ({ ...wording, means: "nothing" as const })),
  ...questions.map((wording) => ({ ...wording, means: "asks" as const })),
];

const mark = /\?(?=["'”’)]*$)/u;
/** A title that names what was studied and says nothing of the outcome: “Effects of aspirin on stroke.” */
const topic =
  /^(?!we |it |this |these |there )(?:(?:the|an?) )?(?:[\p{L}-]{1,30} ){0,4}(?:effects?|impacts?|influences?|roles?|evaluation|assessment|comparison|efficacy|safety|associations?|relationships?|study|trial)(?= (?:(?:and|or) \p{L}{1,30} )?(?:of|between)\b)/iu;
const instruction =
  /^(?:to )?(?:test|determine|assess|evaluate|investigate|examine|explore|compare|elucidate|clarify|characteri[sz]e|identify|establish|ascertain)(?= )/iu;
const finite =
  /\b(?:is|are|was|were|has|have|had|do|does|did|can|cannot|could|may|might|will|affects?|alters?|modulates?|found|observed|identified|revealed|suggest(?:s|ed)|indicate[ds]?|demonstrate[ds]?|supports?|reduces?|increases?|decreases?|prevents?|improves?|causes?|induces?|involves?|protects?|depends?|differs?|shows?|showed|\p{L}{3,}(?:ates|ibits))\b/iu;

/** The words by which a whole sentence asks, or names a topic only. */
export function wholeQuestion(text: string): Span | undefined {
  const named = topic.exec(text);
  const found = mark.exec(text) ?? instruction.exec(text) ?? (named && !finite.test(text) ? named : null);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}
