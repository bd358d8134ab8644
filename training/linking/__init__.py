"""Trains, measures and exports the name encoder, and writes the vectors of the terminology's names."""
