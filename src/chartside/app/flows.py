"""Every way out of an installation, read from its settings and from what an organisation chose."""

from collections.abc import Sequence

from chartside.app.house import DESTINATIONS, House
from chartside.clinic.overlays import pack_set
from chartside.clinic.rows import today
from chartside.documentation.kind import TREATMENT_NOTE
from chartside.drafting.writers.profiles import chosen, profiles
from chartside.platform.tenancy import Work
from chartside.privacy.door.places import host_of
from chartside.privacy.flows import DataFlows, Flow, model_flow
from chartside.privacy.vendors import register_of

_WHAT = {"chart": "signed notes as PDF", "billing": "charges of signed notes as CSV and JSON"}


def data_flows(house: House) -> DataFlows:
    """What the data-flow page asks."""

    def of(work: Work) -> Sequence[Flow]:
        return [_database(house), *_folders(), *_models(work)]

    return DataFlows(of)


def _database(house: House) -> Flow:
    set_elsewhere = house.settings.database_url
    where = host_of(set_elsewhere.get_secret_value()) if set_elsewhere else "this machine"
    return Flow(
        "Database",
        where or "this machine",
        "Everything; what is about people is sealed before it is written.",
        "Keys in files of their own, beside the database, never in it.",
        "ok",
        "The clinic's own server." if set_elsewhere else "Runs inside this installation.",
    )


def _folders() -> list[Flow]:
    return [
        Flow(
            f"Export folder: {name}",
            f"a folder {name} of this machine",
            f"The {_WHAT[name]}.",
            "A countersignature over exactly these files, then a short hold.",
            "ok",
            "Read by the chart system's own import.",
        )
        for name in DESTINATIONS
    ]


def _models(work: Work) -> list[Flow]:
    packs = pack_set(work)
    register, on, used = register_of(work), today(work), chosen(packs, TREATMENT_NOTE)
    return [
        model_flow(one.title, one.base_url, register, on, packs, chosen=one.writer == used.writer)
        for one in profiles(packs)
        if one.is_model
    ]
