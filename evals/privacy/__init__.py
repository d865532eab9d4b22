"""Written cases and made notes on which the detector of identifiers is measured."""
