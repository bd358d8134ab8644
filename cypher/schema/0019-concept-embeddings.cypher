// Purpose: concepts whose names are alike in meaning. Made for the vectors of the shipped name encoder, and anew when
//   another encoder's are put that have another length.
CREATE VECTOR INDEX concept_embeddings IF NOT EXISTS FOR (c:Concept) ON (c.embedding)
OPTIONS {indexConfig: {`vector.dimensions`: VECTOR_DIMENSIONS, `vector.similarity_function`: 'cosine'}}
