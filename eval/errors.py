"""Why a suite can't be measured. Errors of the archive are `rag.errors`."""

from __future__ import annotations


class SuiteAbsent(Exception):
    """The suite's data is not on this machine; the message says where it was looked for."""


class SuiteInvalid(ValueError):
    """A suite's file can't be read; the message names file and line."""


class TargetUnusable(Exception):
    """The system to be measured can't be reached or used at all."""


class GateInvalid(ValueError):
    """A threshold names no metric, or no number."""


class SettingsInvalid(ValueError):
    """A setting can't be what it is, such as an unknown zone."""


class BaselineInvalid(ValueError):
    """An earlier run can't be read, or measures something else."""


class Uncalibratable(ValueError):
    """A suite, or what a system says of it, is not enough to fit a threshold on."""
