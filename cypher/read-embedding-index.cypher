// Purpose: of what length the vectors in the index of names are; no row where there is no index.
// Result: dimensions
SHOW VECTOR INDEXES YIELD name, options
WHERE name = 'concept_embeddings'
RETURN options.indexConfig['vector.dimensions'] AS dimensions
