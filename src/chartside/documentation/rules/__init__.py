"""The rules of documentation, one file each, by the ids of the pack `documentation_rules`.

The docstring of a file is the rule's manual page; its level, payers and citation come from the pack's row.
"""
