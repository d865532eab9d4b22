"""Notes of therapy: from what a clinician entered to a note that may be signed."""
