"""Notes that say the same again: how alike a draft is to earlier ones, and what is asked of its author."""
