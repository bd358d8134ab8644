"""Which part of an abstract a sentence is: a linear classifier with a chain over the sentences."""
