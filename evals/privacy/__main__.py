"""`python -m evals.privacy [held-back]`: the figures of the detector; cases held back only when asked for."""

import sys

from evals.privacy.measure import main

main(held_back="held-back" in sys.argv[1:])
