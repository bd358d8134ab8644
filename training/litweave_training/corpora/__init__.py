"""Annotated corpora: one reader per file format, and a catalogue of what each corpus teaches."""
