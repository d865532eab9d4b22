"""Our detector inside Presidio, and Presidio as the independent second look at a text that is about to leave.

Needs the extra `presidio`. Without a language model of the site, a blank one is used: Presidio's default
would be downloaded. Of its own recognisers only those run that know a form by check digits or grammar;
the others read procedure codes and National Provider Identifiers as identifiers of a person.
"""

from functools import cache
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine
from tldextract.tldextract import TLD_EXTRACTOR

from chartside.privacy.find import Finder
from chartside.privacy.model import Chart, Clinic, IdentifierType, Span

LANGUAGE = "en"
PREFIX = "CHARTSIDE_"
LEAST_SCORE = 0.4
OURS_SCORE = 1.0

FOREIGN_TYPES = {
    "EMAIL_ADDRESS": IdentifierType.EMAIL,
    "URL": IdentifierType.URL,
    "IP_ADDRESS": IdentifierType.IP,
    "MAC_ADDRESS": IdentifierType.IP,
    "CREDIT_CARD": IdentifierType.ACCOUNT,
    "IBAN_CODE": IdentifierType.ACCOUNT,
    "CRYPTO": IdentifierType.ACCOUNT,
    "US_SSN": IdentifierType.SSN,
    "US_MBI": IdentifierType.HEALTH_PLAN,
    "PERSON": IdentifierType.NAME,
    "LOCATION": IdentifierType.PLACE,
}
"""Presidio's types that the second look takes; persons and places come from a model of the site."""


class ChartRecognizer(EntityRecognizer):
    """Our detector for one patient, as Presidio runs recognisers. Types are `CHARTSIDE_NAME` and so on."""

    def __init__(self, chart: Chart, clinic: Clinic | None = None) -> None:
        self._finder = Finder(chart, clinic)
        super().__init__(
            supported_entities=[PREFIX + kind.name for kind in IdentifierType],
            name="ChartsideRecognizer",
            supported_language=LANGUAGE,
        )

    def load(self) -> None:
        """Nothing to load: the chart is compiled when the recogniser is made."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """The identifiers of the wanted types."""
        del nlp_artifacts  # the detector reads the text itself
        return [
            RecognizerResult(PREFIX + span.type.name, span.start, span.end, OURS_SCORE)
            for span in self._finder.spans(text)
            if PREFIX + span.type.name in entities
        ]


class SiteEngine(SpacyNlpEngine):
    """The English model that the site installed, or a blank one; never a download."""

    def load(self) -> None:
        """Load the first installed English model."""
        installed = [name for name in spacy.util.get_installed_models() if name.startswith(f"{LANGUAGE}_")]
        loaded: Any = {LANGUAGE: spacy.load(installed[0]) if installed else spacy.blank(LANGUAGE)}
        self.nlp = loaded


@cache
def engine() -> SiteEngine:
    """The language engine, loaded once per process."""
    made = SiteEngine()
    made.load()
    return made


@cache
def analyzer() -> AnalyzerEngine:
    """Presidio with its own recognisers for the types of `FOREIGN_TYPES`."""
    # Presidio checks the endings of mail addresses with this; left alone it fetches a list from the network.
    TLD_EXTRACTOR.suffix_list_urls = ()
    everything = RecognizerRegistry(supported_languages=[LANGUAGE])
    everything.load_predefined_recognizers(languages=[LANGUAGE], nlp_engine=engine())
    wanted = [it for it in everything.recognizers if set(it.supported_entities) & set(FOREIGN_TYPES)]
    registry = RecognizerRegistry(recognizers=wanted, supported_languages=[LANGUAGE])
    return AnalyzerEngine(registry=registry, nlp_engine=engine(), supported_languages=[LANGUAGE])


def second_scan(text: str, chart: Chart, clinic: Clinic | None = None) -> tuple[Span, ...]:
    """What still looks like an identifier in a text that was redacted already; empty when it may leave.

    Our own detector reads the text once more beside Presidio's recognisers. Placeholders are no identifiers.
    """
    ours = ChartRecognizer(chart, clinic)
    wanted = [*FOREIGN_TYPES, *ours.supported_entities]
    found: list[Any] = analyzer().analyze(
        text,
        language=LANGUAGE,
        entities=wanted,
        score_threshold=LEAST_SCORE,
        ad_hoc_recognizers=[ours],
    )
    return tuple(sorted({Span(one.start, one.end, _type(one.entity_type)) for one in found}))


def _type(entity: str) -> IdentifierType:
    return FOREIGN_TYPES.get(entity) or IdentifierType[entity.removeprefix(PREFIX)]
