"""The rules of coding, one file each. The docstring of a file is the rule's manual page."""
