const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

/**
 * Text for the content or a quoted attribute of XML 1.0. Characters that XML cannot hold (most control characters, halves of
 * surrogate pairs) become U+FFFD, each one code point as before, so that no offset moves.
 */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\r]/gu, (character) => named[character] ?? character);
}
