"""The detector and its second look, as the door takes them. Presidio joins the second where it is here."""

from functools import partial
from importlib.util import find_spec

from chartside.privacy.api import Chart, Clinic
from chartside.privacy.api import Finder as Detector
from chartside.privacy.door.chart_strings import ChartStrings, both
from chartside.privacy.door.finders import ChartShape, Finder, Finders


def detector_finders(chart: ChartShape, clinic: ChartShape | None = None) -> Finders:
    """The detector and the raw strings first; then the strings again, and the detector inside Presidio."""
    known, own = Chart.model_validate(dict(chart)), Clinic.model_validate(dict(clinic)) if clinic else None
    strings = ChartStrings(chart).find
    second: Finder = strings
    if find_spec("presidio_analyzer") is not None:
        from chartside.privacy.presidio import second_scan  # noqa: PLC0415 - an extra that takes a while to load

        second = both(strings, partial(second_scan, chart=known, clinic=own))
    return Finders(both(Detector(known, own).spans, strings), second)
