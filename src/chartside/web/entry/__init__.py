"""The pages behind one-time links: the first run, invitations, forgotten passwords."""
