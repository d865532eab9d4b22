"""A file is read in one sitting."""

from statistics import median, quantiles

from tests.house.tree import Complaint, Tree, read

LONGEST = 400
P90 = 300
MEDIAN = 100


def file_lengths(tree: Tree) -> list[Complaint]:
    """No file of code, template or style over 400 lines; half the modules under 100, most under 300."""
    complaints = []
    for path in tree.files(".py", ".html", ".css", ".js", ".typ", ".sql"):
        length = len(read(path).splitlines())
        if length > LONGEST:
            complaints.append(tree.complaint(path, length, f"{length} lines; split it (at most {LONGEST})"))
    modules = [len(read(path).splitlines()) for path in tree.files(".py", under="src")]
    if len(modules) < 20:
        return complaints
    if median(modules) >= MEDIAN:
        complaints.append(
            Complaint("src", 0, f"the median module has {median(modules)} lines (under {MEDIAN})")
        )
    if quantiles(modules, n=10)[-1] >= P90:
        complaints.append(Complaint("src", 0, f"one module in ten has {P90} lines or more"))
    return complaints
