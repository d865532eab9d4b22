"""A clinic described in one YAML file: organisation, locations, payers, staff, licences, supervision."""

from chartside.clinic.configuration.apply import apply_configuration
from chartside.clinic.configuration.model import ClinicConfiguration
from chartside.clinic.configuration.read import read_configuration

__all__ = ["ClinicConfiguration", "apply_configuration", "read_configuration"]
