// Purpose: the indexes of the database, those of constraints among them.
// Result: name, state, type
SHOW INDEXES
YIELD name, state, type
RETURN name, state, type
