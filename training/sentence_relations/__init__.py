"""The sentence-level relation model: one encoder pass per pair of mentions, marked in the text. A comparison, not shipped."""
