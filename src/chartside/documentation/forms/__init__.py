"""The session form: what it offers, what was answered, and the facts' input that follows."""
