// Purpose: wait until every index is filled.
CALL db.awaitIndexes(600)
