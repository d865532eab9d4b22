"""`chartside evaluate`: how good drafts and reviews are, measured on written cases."""
