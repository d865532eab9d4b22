"""Facts to sentences to a verified draft. Holds no clinic, no database, no decision."""
