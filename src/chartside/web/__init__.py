"""The shell: layout, components, Today, set-up, sign-in."""
