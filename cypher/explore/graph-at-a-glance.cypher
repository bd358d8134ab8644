// Purpose: How much is in the graph, of everything?
// Params: none
// Result: what, number. From the database's own counts, at once however large the graph is
UNWIND [
  ['papers that count', COUNT { (:Document {status: 'live'}) }],
  ['papers retracted', COUNT { (:Document {status: 'retracted'}) }],
  ['concepts', COUNT { (:Concept) }],
  ['  Disease', COUNT { (:Disease) }],
  ['  ChemicalEntity', COUNT { (:ChemicalEntity) }],
  ['  Gene', COUNT { (:Gene) }],
  ['  OrganismTaxon', COUNT { (:OrganismTaxon) }],
  ['  CellLine', COUNT { (:CellLine) }],
  ['  SequenceVariant', COUNT { (:SequenceVariant) }],
  ['evidence', COUNT { (:Evidence) }],
  ['triples TREATS', COUNT { ()-[:TREATS]->() }],
  ['triples PREVENTATIVE_FOR_CONDITION', COUNT { ()-[:PREVENTATIVE_FOR_CONDITION]->() }],
  ['triples CAUSES', COUNT { ()-[:CAUSES]->() }],
  ['triples CONTRIBUTES_TO', COUNT { ()-[:CONTRIBUTES_TO]->() }],
  ['triples AFFECTS', COUNT { ()-[:AFFECTS]->() }],
  ['triples POSITIVELY_CORRELATED_WITH', COUNT { ()-[:POSITIVELY_CORRELATED_WITH]->() }],
  ['triples NEGATIVELY_CORRELATED_WITH', COUNT { ()-[:NEGATIVELY_CORRELATED_WITH]->() }],
  ['triples DIRECTLY_PHYSICALLY_INTERACTS_WITH', COUNT { ()-[:DIRECTLY_PHYSICALLY_INTERACTS_WITH]->() }],
  ['triples PHARMACOLOGICALLY_INTERACTS_WITH', COUNT { ()-[:PHARMACOLOGICALLY_INTERACTS_WITH]->() }],
  ['triples INTERACTS_WITH', COUNT { ()-[:INTERACTS_WITH]->() }],
  ['triples HAS_SUBSTRATE', COUNT { ()-[:HAS_SUBSTRATE]->() }],
  ['triples PRODUCES', COUNT { ()-[:PRODUCES]->() }],
  ['triples HAS_PART', COUNT { ()-[:HAS_PART]->() }],
  ['triples ASSOCIATED_WITH', COUNT { ()-[:ASSOCIATED_WITH]->() }]
] AS row
RETURN row[0] AS what, row[1] AS number
LIMIT 50
