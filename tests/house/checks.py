"""Every check of the house."""

from tests.house.code import (
    facts_live_in_packs,
    only_the_clock_reads_the_clock,
    shipped_bytes_match_their_manifest,
    sockets_only_at_the_doors,
)
from tests.house.links import links_lead_somewhere
from tests.house.people import no_real_numbers
from tests.house.rooms import dependencies_have_reasons, rooms_have_readmes, rooms_stand_in_the_contracts
from tests.house.sizes import file_lengths
from tests.house.tree import Check
from tests.house.words import (
    no_code_set_descriptors,
    no_workplace_words,
    nothing_unfinished,
    readme_names_two_commands,
)

CHECKS: tuple[Check, ...] = (
    file_lengths,
    links_lead_somewhere,
    no_workplace_words,
    nothing_unfinished,
    no_code_set_descriptors,
    readme_names_two_commands,
    no_real_numbers,
    rooms_have_readmes,
    rooms_stand_in_the_contracts,
    dependencies_have_reasons,
    only_the_clock_reads_the_clock,
    sockets_only_at_the_doors,
    facts_live_in_packs,
    shipped_bytes_match_their_manifest,
)
