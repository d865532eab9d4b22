"""The shell of the command line. Areas bring their own commands."""
