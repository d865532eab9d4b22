"""An EHR's CSV files into the record: mapping, preview, chunks, row errors. Nothing is lost in silence."""

from chartside.clinic.imports.kept import (
    KeptFile,
    begin,
    choose_columns,
    keep_file,
    kept_file,
    last_source,
    preview_kept,
)
from chartside.clinic.imports.kinds import KINDS, ImportKind
from chartside.clinic.imports.preview import Preview, preview_import
from chartside.clinic.imports.refusals import refused_rows, refused_rows_csv
from chartside.clinic.imports.runs import (
    Progress,
    cancel_import,
    finished_import,
    import_progress,
    import_runs,
    resume_import,
    run_chunk,
    run_import,
    start_import,
)

__all__ = [
    "KINDS",
    "ImportKind",
    "KeptFile",
    "Preview",
    "Progress",
    "begin",
    "cancel_import",
    "choose_columns",
    "finished_import",
    "import_progress",
    "import_runs",
    "keep_file",
    "kept_file",
    "last_source",
    "preview_import",
    "preview_kept",
    "refused_rows",
    "refused_rows_csv",
    "resume_import",
    "run_chunk",
    "run_import",
    "start_import",
]
