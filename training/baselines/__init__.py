"""Baselines of relation extraction that are trained; those by rule are in the program itself."""
