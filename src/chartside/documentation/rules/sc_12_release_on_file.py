"""The school would get more than the family allowed.

## What it checks

Where the text draws on the clinic’s records, a release is on file.

## Why it matters

What a school files can be read by all who teach.

## How to fix it

Get the release, or take out what comes from the clinic’s record.
"""

from collections.abc import Iterator

from chartside.documentation.notes.note import Note
from chartside.documentation.rules._elements import states, stating
from chartside.documentation.rules._pack import rule_info
from chartside.documentation.rules._told import is_missing, is_told
from chartside.documentation.rules._wording import quoted
from chartside.kernel.findings import Finding

RULE = rule_info(
    "SC-12",
    name="release-on-file",
    title="Clinic records would go to the school without a release",
    family="privacy",
)


def check(note: Note) -> Iterator[Finding]:
    """At most one finding."""
    if is_missing(note, *_RELEASE):
        yield RULE.finding(
            "No release to the school is on file.", "Get the release before the report leaves."
        )
    elif not is_told(note, *_RELEASE) and states(note, "clinic_record") and not states(note, "released"):
        yield RULE.finding(
            "The report draws on clinic records, and no release is shown.",
            "Get the release, or take out what comes from the clinic’s record.",
            *map(quoted, stating(note, "clinic_record")),
        )


_RELEASE = ("release", "roi", "release_on_file", "release_of_information", "roi_on_file", "release_signed")
