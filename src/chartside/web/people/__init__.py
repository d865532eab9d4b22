"""The pages about people's sign-ins: one's own account, colleagues and roles, proving again who one is."""
