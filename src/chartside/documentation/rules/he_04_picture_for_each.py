"""There is nothing to look at.

## What it checks

The text refers to a picture, a video or a link for its exercises.

## Why it matters

Most people do an exercise as they see it, not as they read it.

## How to fix it

Add a picture or a link to each exercise.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_told
from chartside.kernel.findings import Finding

RULE = rule_info(
    "HE-04", name="picture-for-each", title="The program has no picture or link", family="wording"
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if not (
        states(note, "picture") or is_told(note, "pictures", "images", "picture", "image", "video", "links")
    ):
        yield RULE.finding("The program has no picture or link.", "Add a picture or a link to each exercise.")
