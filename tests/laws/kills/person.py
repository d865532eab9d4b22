"""A person at work: fills forms, changes drafts, reads what would leave, countersigns, takes back.

When no answer comes, they do what a person does: wait until the pages answer again, look how it stands, go on.
"""

import random
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import unescape
from http import HTTPStatus
from typing import Any
from uuid import UUID

from chartside.kernel.canonical import sha256_hex
from tests.laws.kills.browser import Answer, Browser, SignedOutError, UnreachableError
from tests.laws.kills.clinic import Clinic, Session
from tests.laws.kills.installation import until
from tests.laws.kills.witness import Answered, Witness

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UNFOUNDED = "The family says that the nights are calm since the program began."
_REASON = "The mother told me so at the door today."
_ASKS = "A reason is needed before signing."
_ALIKE = "The same activities as the plan has them, with new values."
# The longest that somebody does nothing between two notes, in seconds.
_BREATH = 0.4
_AREA = r'<textarea[^>]*name="(section:\w)"[^>]*>(.*?)</textarea>'


class Person(threading.Thread):
    """One window of a therapist or an assistant; ends when told to, after what is in hand.

    Args:
        url: where the pages are.
        code: whose window it is.
        sessions: what there is to write; without any, the window is for what waits on Today.
    """

    def __init__(
        self,
        url: str,
        clinic: Clinic,
        code: str,
        witness: Witness,
        sessions: Sequence[Session],
        seed: int,
        is_well: Callable[[], bool],
    ) -> None:
        super().__init__(name=f"{code} at work", daemon=True)
        self.failure: BaseException | None = None
        self._browser = Browser(url)
        self._clinic = clinic
        self._email = clinic.emails[code]
        self._witness = witness
        self._sessions = list(sessions)
        self._dice = random.Random(f"{seed} {code} {len(sessions)}")
        self._is_well = is_well
        self._leaving = threading.Event()

    def leave(self) -> None:
        """Go home after what is in hand."""
        self._leaving.set()

    def run(self) -> None:
        """Work until told to leave, or until nothing is left."""
        try:
            for step in self._day():
                self._persist(step)
                if self._leaving.wait(self._dice.uniform(0.0, _BREATH)):
                    return
        except BaseException as failure:  # noqa: BLE001 - the campaign raises it
            self.failure = failure
        finally:
            self._browser.close()

    def _day(self) -> Iterator[Callable[[], None]]:
        if not self._sessions:
            while True:
                yield self._see_today
        for session in self._sessions:
            yield partial(self._write, session)

    def _persist(self, step: Callable[[], None]) -> None:
        """Do a step until it was done with an answer."""
        while True:
            try:
                return step()
            except UnreachableError:
                self._witness.count("without an answer")
                until(self._gets_an_answer, "the pages answer again")
            except SignedOutError:
                self._persist(
                    lambda: self._browser.sign_in(self._clinic.code, self._email, self._clinic.password)
                )
                self._witness.count("signed in")

    def _gets_an_answer(self) -> bool:
        if not self._is_well():
            return False
        try:
            self._browser.get("/")
        except UnreachableError:
            return False
        except SignedOutError:
            return True
        return True

    def _write(self, session: Session) -> None:
        proposal_id = self._draft(session)
        if proposal_id is None:
            return
        chance = self._dice.random()
        if chance < 0.15:
            self._persist(lambda: self._add_and_vouch(proposal_id))
        elif chance < 0.3:
            self._persist(lambda: self._draft_again(session))
        self._persist(lambda: self._sign(proposal_id))
        if self._dice.random() < 0.2:
            self._persist(lambda: self._recall(proposal_id))
            self._persist(lambda: self._sign(proposal_id))

    def _see_today(self) -> None:
        for link in self._browser.get("/").links(f"/notes/{_ID}"):
            self._persist(partial(self._sign, UUID(link.rsplit("/", 1)[1])))

    def _draft(self, session: Session, **others: str) -> UUID | None:
        """The draft of a session's note; None when its note is signed."""
        base = f"/visits/{session.visit_id}/session"
        page = self._browser.get(base)
        fields = {**form_fields(session.answers), "revision": page.hidden("revision"), **others}
        self._witness.about_to("draft")
        answer = self._browser.post(f"{base}/draft", page, fields)
        found = re.fullmatch(f"/notes/({_ID})", answer.location)
        if found is None:
            self._witness.count("refused")
            return None
        self._witness.drew_up(UUID(found[1]))
        return UUID(found[1])

    def _draft_again(self, session: Session) -> None:
        self._draft(session, plan_text="ask how the week went")

    def _add_and_vouch(self, proposal_id: UUID) -> None:
        base = f"/notes/{proposal_id}"
        page = self._browser.get(f"{base}?step=edit")
        sections = {name: unescape(text) for name, text in re.findall(_AREA, page.text, re.DOTALL)}
        if not sections or _UNFOUNDED in sections["section:S"]:
            return
        sections["section:S"] += f"\n{_UNFOUNDED}"
        self._browser.post(f"{base}/edit", page, {**sections, "version": page.hidden("version")})
        page = self._browser.get(base)
        sentence = _unsupported(page)
        if sentence:
            fields = {"version": page.hidden("version"), "sentence": sentence, "reason": _REASON}
            self._browser.post(f"{base}/vouch", page, fields)
            self._witness.count("vouched")

    def _sign(self, proposal_id: UUID) -> None:
        """Read what would leave and sign it, if it is this person's turn."""
        base = f"/notes/{proposal_id}"
        page = self._explained(base, self._browser.get(base))
        package_sha256 = page.hidden("package_sha256", form="/sign")
        if not package_sha256:
            return
        version = int(page.hidden("version", form="/sign"))
        self._witness.saw(proposal_id, version, package_sha256)
        for link in page.links(f'{base}/files/[^"]+'):
            file = self._browser.get(link)
            assert file.status == HTTPStatus.OK, f"{link} was answered with {file.status}: {file.text[:300]}"
            self._witness.read(proposal_id, version, link.rsplit("/", 1)[1], sha256_hex(file.data))
        fields = {"version": str(version), "package_sha256": package_sha256}
        if 'name="password"' in page.text or self._dice.random() < 0.1:
            fields["password"] = self._clinic.password
        for _ in range(2 if self._dice.random() < 0.1 else 1):
            self._witness.about_to("sign")
            answer = self._browser.post(f"{base}/sign", page, fields)
            if answer.said.startswith("Signed."):
                self._witness.was_told_signed(Answered(proposal_id, version, package_sha256, self._email))
            else:
                self._witness.count("refused")

    def _explained(self, base: str, page: Answer) -> Answer:
        """The page once it is said why the note is like another, where that is asked."""
        if _ASKS not in page.text or f'action="{base}/likeness"' not in page.text:
            return page
        fields = {"version": page.hidden("version"), "reason": _ALIKE}
        self._browser.post(f"{base}/likeness", page, fields)
        self._witness.count("explained")
        return self._browser.get(base)

    def _recall(self, proposal_id: UUID) -> None:
        base = f"/notes/{proposal_id}"
        page = self._browser.get(base)
        if f'action="{base}/recall"' not in page.text:
            return
        answer = self._browser.post(f"{base}/recall", page, {})
        if answer.said.startswith("Recalled."):
            self._witness.was_told_recalled(proposal_id, int(page.hidden("version")))


def _unsupported(page: Answer) -> str:
    """The number of the sentence that asks to be vouched for."""
    found = re.search(r'class="s unsup[^"]*" id="s(\d+)"', page.text)
    return found[1] if found else ""


def form_fields(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as the form's fields."""
    fields: dict[str, Any] = {
        name: answers[name]
        for name in ("response", "skill", "plan", "skipped", "subjective", "skilled", "plan_text")
        if name in answers
    }
    fields["activities"] = [one["key"] for one in answers["activities"]]
    for one in answers["activities"]:
        named = {"for" if name == "goal" else name: value for name, value in one.items() if name != "key"}
        fields |= {f"{name}:{one['key']}": str(value) for name, value in named.items()}
    for goal in answers["goals"]:
        fields[f"goal:{goal['goal']}"] = str(goal["value"])
        if "total" in goal:
            fields[f"total:{goal['goal']}"] = str(goal["total"])
    return fields
