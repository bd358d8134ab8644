"""Builds models/terminology from redistributable tables: one concept a line, compressed JSON lines."""
