"""Two clinics on one database, alike in everything but their names: what shows of one to the other is a leak."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import UUID

import psycopg
from sqlalchemy import select

from chartside.app.demo import RunningDemo, load
from chartside.app.house import House
from chartside.clinic.imports import run_import, start_import
from chartside.clinic.overlays import Entry, put_overlay
from chartside.clinic.tables import Staff
from chartside.demo.generate import export
from chartside.demo.load import SOURCE
from chartside.demo.telling import tell
from chartside.documentation.drafts import edit_note
from chartside.documentation.learning.preferences import offer
from chartside.documentation.learning.reading import note_seen
from chartside.documentation.learning.recording import record_signed
from chartside.documentation.styles import save_own_style
from chartside.drafting.corrections.model import Correction, EditClass
from chartside.drafting.corrections.proposing import find_preferences
from chartside.drafting.style import Style
from chartside.kernel.ids import organisation_id
from chartside.platform.audit.looks import seal_looks
from chartside.platform.identity import factors, invitations, sessions
from chartside.platform.identity.accounts import account_summary, add_account, find_by_email, new_account
from chartside.platform.identity.model import Role, Stage
from chartside.platform.identity.policy import Policy
from chartside.platform.identity.sign_in import Door, Visitor
from chartside.platform.identity.signed_in import actor_of
from chartside.platform.identity.tables import AccountRow, LoginSessionRow
from chartside.platform.identity.tokens import Token
from chartside.platform.tenancy import Actor
from chartside.privacy.departures import keep_departure
from chartside.privacy.door.door import Departure
from chartside.privacy.runs import CallRecord, begin_run, claim_run, keep_call, keep_placeholders
from chartside.privacy.vendors import VendorEntry, add_vendor
from chartside.review.delivery import deliver
from chartside.review.record import proposal_record
from chartside.review.signing import SignatureRequest, countersign
from chartside.review.store import effects_of
from tests.proof import prove

NO_HOLD = timedelta(0)
VISITOR = Visitor("198.51.100.7", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
BAD_ROWS = b"Patient ID,First Name,Last Name,Date of Birth,Location\nX-1,Theo,Marsh,not a day,nowhere\n"
EVERY_ROLE = "every role"
ROLES = tuple(role.value for role in Role)


@dataclass(frozen=True)
class Clinic:
    """One of the two, with what a test needs to act in it."""

    house: House
    demo: RunningDemo
    code: str

    @property
    def org_id(self) -> UUID:
        return self.demo.org_id

    def email_of(self, role: str) -> str:
        """The first person of the demo with exactly this role; the person who holds all for `every role`."""
        if role == EVERY_ROLE:
            return f"every.role@{self.code}.example"
        label = role.replace("_", " ")
        return next(one.email for one in self.demo.sign_ins if one.roles == (label,))

    def email_named(self, code: str) -> str:
        """A member of staff by the code that the stories use."""
        with self.house.database.work(self.org_id, Actor.system("test")) as work:
            query = select(AccountRow.email).join(Staff, Staff.id == AccountRow.staff_id)
            return work.session.scalars(query.where(Staff.code == code)).one()

    def actor(self, email: str) -> Actor:
        with self.house.database.work(self.org_id, Actor.system("test")) as work:
            row = find_by_email(work, email)
            assert row is not None, email
            return actor_of(account_summary(work, row.id))

    def session(self, email: str) -> tuple[Token, UUID]:
        """A live session that proved who it is just now: the cookie's token and the session's id."""
        with self.house.database.work(self.org_id, self.actor(email)) as work:
            assert work.actor.account_id is not None
            token = sessions.begin(
                work, Policy.of(self.house.settings), work.actor.account_id, Stage.FULL, device=""
            )
        with self.house.database.transaction(self.org_id) as session:
            found = session.query(LoginSessionRow).filter_by(token_hash=token.hash).one()
            return token, found.id


@dataclass(frozen=True)
class TwoClinics:
    """Both, and the server's own login, which no rule of the database stops."""

    house: House
    mine: Clinic
    other: Clinic
    admin_url: str

    @contextmanager
    def admin(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            yield connection

    def rows_of_other(self) -> dict[str, str]:
        """A hash of all rows of the other clinic by table, and of the files dropped for it."""
        with self.admin() as connection:
            found = {table: self._digest(connection, table) for table in organisation_tables(connection)}
            found["jobs"] = self._digest(connection, "jobs.workflow_status", "queue_partition_key")
        folder = self.house.settings.export_dir / self.other.org_id.hex[:12]
        found["files"] = hashlib.sha256(
            "\n".join(f"{one} {one.stat().st_size}" for one in sorted(folder.rglob("*"))).encode()
        ).hexdigest()
        return found

    def _digest(self, connection: psycopg.Connection, table: str, column: str = "org_id") -> str:
        query = (
            "select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), ''))"
            f" from {table} t where {column}::text = %s"
        )
        (digest,) = connection.execute(query, [str(self.other.org_id)]).fetchone() or ("",)
        return str(digest)


def organisation_tables(connection: psycopg.Connection) -> list[str]:
    """Every table of schema public that holds rows of organisations."""
    query = (
        "select table_name from information_schema.columns where table_schema = 'public'"
        " and column_name = 'org_id' order by 1"
    )
    return [name for (name,) in connection.execute(query)]


@cache
def renamed() -> tuple[Mapping[str, bytes], frozenset[str]]:
    """The demo's export with every person, place and number renamed, and the new names."""
    told = tell()
    words = {part for person in told.people for part in (*person.name.split(), *_guardian(person.told))}
    words |= {part for one in told.clinic["staff"] for part in (*one["first"].split(), *one["last"].split())}
    new = {word: f"Z{word.lower()}" for word in words} | {"Westlake": "Zwestlake", "westlake": "zwestlake"}
    pattern = re.compile(rb"\b(" + b"|".join(sorted((w.encode() for w in new), reverse=True)) + rb")\b")

    def change(data: bytes) -> bytes:
        data = pattern.sub(lambda found: new[found[1].decode()].encode(), data)
        return re.sub(rb"\bW-(\d{5})\b", rb"Z-\1", data)

    return {name: change(data) for name, data in _autumn(export()).items()}, frozenset(new.values())


def _autumn(exported: Mapping[str, bytes]) -> dict[str, bytes]:
    """The export with the visits from November on, which the stories need; the rest only takes time."""
    head, *visits = exported["visits.csv"].splitlines(keepends=True)
    kept = [line for line in visits if re.search(rb"-2026(11|12)\d\d-", line)]
    names = {line.split(b",")[0] for line in kept}
    first, *measures = exported["goal_measures.csv"].splitlines(keepends=True)
    measured = [line for line in measures if line.split(b",")[0] in names]
    return {
        **exported,
        "visits.csv": b"".join([head, *kept]),
        "goal_measures.csv": b"".join([first, *measured]),
    }


def _guardian(told: Mapping[str, object]) -> list[str]:
    return str(told.get("guardian", "")).split()


def open_two_clinics(house: House, admin_url: str) -> TwoClinics:
    """Load both and let everything happen in each that leaves a row."""
    exported, _ = renamed()
    clinics = []
    for files in (None, exported):
        demo = load(house, files)
        clinic = Clinic(house, demo, demo.sign_ins[0].clinic_code)
        _live_a_little(clinic)
        clinics.append(clinic)
    assert clinics[1].org_id == organisation_id("zwestlake")
    return TwoClinics(house, clinics[0], clinics[1], admin_url)


def _live_a_little(clinic: Clinic) -> None:
    """Sign and deliver a note, and leave a row in each table that the stories leave empty."""
    house, org_id = clinic.house, clinic.org_id
    _sign_changed(clinic, "plain_pediatric", clinic.actor(clinic.email_named("dwhitfield")))
    with house.database.work(org_id, clinic.actor(clinic.email_named("dwhitfield"))) as work:
        save_own_style(work, Style(length="brief"))
    policy = Policy.of(house.settings)
    administrator = clinic.actor(clinic.email_of("administrator"))
    Door(house.database.work, house.database.clock, policy).sign_in(
        clinic.code, "nobody@nowhere.example", "not the password", VISITOR
    )
    for role in ROLES:
        clinic.session(clinic.email_of(role))
    with house.database.work(org_id, Actor.system("test")) as work:
        row = new_account(
            work,
            email=clinic.email_of(EVERY_ROLE),
            display_name="Every Role",
            password_hash=policy.passwords.hash("beside every chart"),
            zone="America/Chicago",
            is_demo=True,
        )
        add_account(work, row, list(Role))
    with house.database.work(org_id, administrator) as work:
        assert administrator.account_id is not None
        factors.renew_recovery_codes(work, administrator.account_id)
        invitations.invite(
            work,
            policy,
            email=f"new@{clinic.code}.example",
            display_name=f"New {clinic.code.capitalize()}",
            roles=[Role.BILLER],
            zone="America/Chicago",
        )
        put_overlay(
            work,
            Entry("payers", "commercial|unit_rule", {"value": "ama_midpoint_per_code"}, "contract", "a test"),
        )
        import_id = start_import(work, BAD_ROWS, "patients", source=SOURCE)
    run_import(house.database, org_id, import_id, administrator)
    _write_by_model(clinic)
    with house.database.work(org_id, Actor.system("test")) as work:
        seal_looks(work)


def _sign_changed(clinic: Clinic, story: str, actor: Actor) -> None:
    """Change a draft before signing it, and let it be learned from."""
    proposal_id, database = clinic.demo.proposals[story], clinic.house.database
    with database.work(clinic.org_id, actor) as work:
        note_seen(work, proposal_id)
        record = proposal_record(work, proposal_id)
        done = [one["text"] for one in record.content["sentences"] if one["section"] == "O"]
        edit_note(work, proposal_id, record.state.version, {"O": [*done[1:], done[0]]})
    sign_and_deliver(clinic, story, actor)
    with database.work(clinic.org_id, Actor.system("test")) as work:
        record_signed(work, proposal_id)
        assert actor.staff_id is not None
        change = Correction("P", "The patient rested.", "The client rested.", EditClass.WORDING, False)
        (proposed,) = find_preferences([change] * 5, [], edits=5, share=0.5)
        offer(work, actor.staff_id, proposed)


def _write_by_model(clinic: Clinic) -> None:
    """A vendor in the register, and a draft that a model is in the middle of."""
    with clinic.house.database.work(clinic.org_id, Actor.system("test")) as work:
        add_vendor(work, VendorEntry(f"{clinic.code} models", "api.vendor.example.com", "Noa Lind"))
        draft = clinic.demo.proposals["hand_therapy"]
        version = proposal_record(work, draft).state.version
        run_id = begin_run(work, draft, version, "local", "Model on our own server")
        claim_run(work, run_id)
        keep_placeholders(work, run_id, {"{{PT}}": clinic.code})
        keep_call(work, run_id, CallRecord("0" * 64, "m", "v", "complete", 1, 1, None, "", "{}", "{}"))
        stopped = Departure(
            "stopped", "treatment_note", "", "", None, "0" * 64, 2, {}, {}, "no_vendor", "None."
        )
        keep_departure(work, stopped, run_id, "local", "m")


def sign_and_deliver(clinic: Clinic, story: str, actor: Actor) -> None:
    """Countersign a story's note and carry its effects out."""
    proposal_id, database = clinic.demo.proposals[story], clinic.house.database
    with database.work(clinic.org_id, actor) as work:
        state = proposal_record(work, proposal_id).state
        request = SignatureRequest(state.version, state.package_sha256, prove(work))
        countersign(work, proposal_id, request, NO_HOLD)
        effects = [effect.id for effect in effects_of(work, proposal_id, state.version)]
    for effect_id in effects:
        deliver(clinic.house.runtime, clinic.org_id, str(effect_id))
