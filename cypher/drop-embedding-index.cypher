// Purpose: take the index of names' vectors away, before vectors that cannot be compared with those in it are put.
DROP INDEX concept_embeddings IF EXISTS
