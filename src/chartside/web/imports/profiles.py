"""What is known about other systems' exports, as the application hands it to the wizard."""

from dataclasses import dataclass

from chartside.interchange.tables import Profile


@dataclass(frozen=True)
class ImportProfiles:
    """The profiles there are."""

    known: tuple[Profile, ...] = ()

    def called(self, source: str) -> Profile | None:
        """The profile of a system, if there is one of its name."""
        return next((one for one in self.known if one.name == source), None)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Name and title of each, for a person to choose from."""
        return tuple((one.name, one.title) for one in self.known)
