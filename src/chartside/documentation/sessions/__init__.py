"""What a clinician entered about one visit, read as facts with typed, role-bound values."""
