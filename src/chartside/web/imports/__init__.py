"""The import wizard: a file, its columns, a preview, the run, its result."""
