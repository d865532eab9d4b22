"""Who is at the desk: accounts, sign-in, sessions, roles, invitations."""
