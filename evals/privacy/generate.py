"""Made notes: a seeded person, a clinic, and sentences whose slots are filled in the ways people write.

`generate(count, seed)` gives the same notes for the same seed. Each note knows what was put in: the wanted
strings with their class and whether the chart knows them, and the strings that must stay.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

WORDS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "generator_words.yaml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Wanted:
    """A string of a note that must be masked."""

    start: int
    end: int
    type: str
    in_chart: bool


@dataclass(frozen=True)
class MadeNote:
    """One note with its chart and its truth. Places are into `text`."""

    id: str
    text: str
    chart: dict[str, Any]
    clinic: dict[str, Any]
    wanted: tuple[Wanted, ...]
    stays: tuple[tuple[int, int], ...]


Filled = tuple[str, str, bool]
"""What a slot gives: the string, its type (`keep` for one that must stay), whether the chart knows it."""


class Person:
    """A patient and the ways people write of them."""

    def __init__(self, dice: random.Random) -> None:
        pick = dice.choice
        self.dice = dice
        self.first, self.last = pick(WORDS["first"]), pick(WORDS["last"])
        self.mother, self.sibling = pick(WORDS["first"]), pick(WORDS["first"])
        self.born = date(dice.choice((1938, 1961, 1987, 2012, 2018)), 1, 1) + timedelta(dice.randrange(365))
        self.seen = date(2026, 1, 2) + timedelta(dice.randrange(300))
        self.phone = f"{pick(('512', '737', '830'))}-555-01{dice.randrange(1, 100):02d}"
        self.mrn, self.account = self._digits(8), f"AC-{self._digits(6)}"
        self.member = f"{pick('WXYZ')}{self._digits(4)} {self._digits(5)}"
        self.group, self.auth = f"GRP-{self._digits(5)}", f"A{self._digits(4)}-{self._digits(4)}"
        self.ssn = "-".join(("9" + self._digits(2), self._digits(2), self._digits(4)))
        self.email = f"{self.mother.lower()}.{self.last.lower()}@example.com".replace(" ", "").replace(
            "'", ""
        )
        self.number, self.street, self.city = (
            dice.randrange(100, 9999),
            pick(WORDS["streets"]),
            pick(WORDS["cities"]),
        )
        self.zip, self.school, self.employer = (
            f"78{self._digits(3)}",
            pick(WORDS["schools"]),
            pick(WORDS["employers"]),
        )
        self.teacher, self.doctor = pick(WORDS["last"]), pick(WORDS["last"])
        self.serial, self.plate = (
            f"PX{self._digits(3)}-{self._digits(5)}",
            f"{pick(('KTR', 'LBV', 'HNW'))}-{self._digits(4)}",
        )
        self.licence = f"{self._digits(8)}"

    def _digits(self, count: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def chart(self) -> dict[str, Any]:
        """The patient's chart."""
        return {
            "first": self.first,
            "last": self.last,
            "dob": self.born.isoformat(),
            "mrn": self.mrn,
            "member_id": self.member,
            "group_number": self.group,
            "payer": "Aetna",
            "ssn": self.ssn,
            "phones": [self.phone],
            "emails": [self.email],
            "address": {
                "street": f"{self.number} {self.street}",
                "city": self.city,
                "state": "TX",
                "zip": self.zip,
            },
            "guardians": [f"{self.mother} {self.last}"],
            "siblings": [self.sibling],
            "school": self.school,
            "teachers": [f"Ms. {self.teacher}"],
            "employer": self.employer,
            "pcp": f"Dr. {self.doctor}",
            "account_number": self.account,
            "auth_numbers": [self.auth],
            "device_serials": [f"chair {self.serial}"],
            "vehicle": f"van, plate {self.plate}",
            "license_number": self.licence,
        }

    def slot(self, name: str) -> Filled:
        """Fill a slot in one of its ways."""
        known = SLOTS.get(name)
        if known:
            return known(self)
        if name.startswith("keep_"):
            return self.dice.choice(WORDS[name]), "keep", False
        return self.dice.choice(WORDS[name]), WORDS["types"][name], False

    def scanned(self, text: str) -> str:
        """Now and then a character as a scanner misreads it."""
        if self.dice.random() > 0.12 or len(text) < 5:
            return text
        place = self.dice.randrange(1, len(text))
        swap = {"l": "1", "o": "0", "0": "O", "1": "l", "5": "S", "s": "5", "e": "3"}.get(text[place].lower())
        return text[:place] + swap + text[place + 1 :] if swap else text


def _written(day: date, dice: random.Random) -> str:
    forms = (
        "%m/%d/%Y",
        "%m-%d-%y",
        "%B %d, %Y",
        "%b %d %Y",
        "%d %b %Y",
        "%Y-%m-%d",
        "%m.%d.%y",
        "%b. %d, %Y",
        "%Y%m%d",
    )
    return day.strftime(dice.choice(forms))


def _chart(make: Callable[[Person], list[str]], kind: str) -> Callable[[Person], Filled]:
    return lambda person: (person.scanned(person.dice.choice(make(person))), kind, True)


def _named(make: Callable[[Person], list[str]]) -> Callable[[Person], Filled]:
    return lambda person: (person.dice.choice(make(person)), "name", True)


SLOTS: dict[str, Callable[[Person], Filled]] = {
    "pt": _named(
        lambda p: [
            p.first,
            p.first,
            f"{p.first} {p.last}",
            f"{p.last}, {p.first}",
            f"Mr. {p.last}",
            f"{p.first} {p.last[0].upper()}.",
        ]
    ),
    "pt_upper": _named(lambda p: [f"{p.first} {p.last}".upper()]),
    "mother": _named(lambda p: [p.mother, f"{p.mother} {p.last}", f"Ms. {p.last}"]),
    "sibling": _named(lambda p: [p.sibling]),
    "teacher": _named(lambda p: [f"Ms. {p.teacher}", f"Mrs. {p.teacher}"]),
    "doctor": _named(lambda p: [f"Dr. {p.doctor}", f"Dr {p.doctor}"]),
    "dob": lambda p: (_written(p.born, p.dice), "date", True),
    "seen": lambda p: (_written(p.seen, p.dice), "date", False),
    "mrn": _chart(lambda p: [p.mrn, f"{p.mrn[:4]} {p.mrn[4:]}"], "mrn"),
    "member": _chart(
        lambda p: [p.member, p.member.replace(" ", ""), p.member.replace(" ", "-")], "health_plan"
    ),
    "group": _chart(lambda p: [p.group, p.group.replace("-", "")], "health_plan"),
    "ssn": lambda p: (p.dice.choice([p.ssn, p.ssn.replace("-", " "), p.ssn.replace("-", "")]), "ssn", True),
    "account": _chart(lambda p: [p.account, p.account.replace("-", "")], "account"),
    "auth": _chart(lambda p: [p.auth, p.auth.replace("-", "")], "reference"),
    "phone": lambda p: (
        p.dice.choice(
            [p.phone, p.phone.replace("-", "."), f"({p.phone[:3]}) {p.phone[4:]}", p.phone.replace("-", "")]
        ),
        "phone",
        True,
    ),
    "email": lambda p: (p.dice.choice([p.email, p.email.upper()]), "email", True),
    "street": _chart(lambda p: [f"{p.number} {p.street}", f"{p.number} {p.street}".upper()], "address"),
    "city": lambda p: (p.city, "place", True),
    "zip": lambda p: (p.dice.choice([p.zip, f"{p.zip}-1182"]), "zip", True),
    "school": _chart(lambda p: [p.school, p.school.replace("Elementary", "Elem")], "school"),
    "employer": lambda p: (p.employer, "employer", True),
    "serial": _chart(lambda p: [p.serial, p.serial.replace("-", " ")], "device"),
    "plate": lambda p: (p.dice.choice([p.plate, p.plate.replace("-", " ")]), "vehicle", True),
    "licence": lambda p: (p.licence, "license", True),
    "fax": lambda p: (f"(210) 555-01{p.dice.randrange(100):02d}", "fax", False),
    "old_age": lambda p: (
        f"{p.dice.randrange(90, 104)}{p.dice.choice([' y/o', '-year-old', ' years old', 'yo'])}",
        "age",
        False,
    ),
    "short_day": lambda p: (f"{p.dice.randrange(1, 13)}/{p.dice.randrange(13, 29)}", "date", False),
    "other_auth": lambda p: (f"{p.dice.choice('ABR')}{p._digits(8)}", "reference", False),
    "mbi": lambda p: (f"{p.dice.randrange(1, 9)}EG4-TE5-MK{p._digits(2)}", "health_plan", False),
    "ip": lambda p: (f"203.0.113.{p.dice.randrange(1, 254)}", "ip", False),
    "url": lambda p: (f"https://portal.example.org/p/{p._digits(6)}", "url", False),
    "photo": lambda p: (f"IMG_{p._digits(4)}.{p.dice.choice(['jpg', 'HEIC', 'mp4'])}", "photo", False),
    "voice": lambda p: (f"voice_{p._digits(3)}.wav", "biometric", False),
    "clinic_phone": lambda _: (WORDS["clinic"]["phone"], "keep", False),
    "clinic_name": lambda _: (WORDS["clinic"]["name"], "keep", False),
    "npi": lambda _: (WORDS["clinic"]["npi"], "keep", False),
    "fraction": lambda p: (f"{p.dice.randrange(1, 5)}/5", "keep", False),
    "trials": lambda p: (f"{p.dice.randrange(5, 10)}/10 trials", "keep", False),
    "degrees": lambda p: (f"{p.dice.randrange(20, 140)} degrees", "keep", False),
    "minutes": lambda p: (f"{p.dice.randrange(8, 60)} min", "keep", False),
    "young_age": lambda p: (f"{p.dice.randrange(3, 89)}-year-old", "keep", False),
}


def generate(count: int, seed: int) -> list[MadeNote]:
    """`count` notes; two in three are short, the others over 250 words."""
    return [_note(random.Random(f"{seed}:{number}"), number) for number in range(count)]  # noqa: S311 - a repeatable draw


def _note(dice: random.Random, number: int) -> MadeNote:
    person = Person(dice)
    sentences = [*WORDS["sentences"][dice.choice(("OT", "PT", "SLP"))]]
    chosen = dice.sample(sentences, 3) + dice.sample(WORDS["sentences"]["all"], 3)
    if number % 3 == 2:
        chosen += dice.sample(WORDS["sentences"]["all"], 4) + [
            dice.choice(WORDS["filler"]) for _ in range(26)
        ]
    dice.shuffle(chosen)
    text, wanted, stays = "", [], []
    for sentence in chosen:
        for place, piece in enumerate(sentence.replace("}", "{").split("{")):
            if place % 2 == 0:
                text += piece
                continue
            filled, kind, known = person.slot(piece)
            stretch = (len(text), len(text) + len(filled))
            text += filled
            if kind == "keep":
                stays.append(stretch)
            else:
                wanted.append(Wanted(*stretch, kind, known))
        text += dice.choice((" ", " ", "\n"))
    return MadeNote(f"made-{number}", text, person.chart(), WORDS["clinic"], tuple(wanted), tuple(stays))
