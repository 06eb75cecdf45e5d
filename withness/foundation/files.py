"""Styles, scripts and pictures, each under a name that changes with its content, so that browsers may keep it for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HouseFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's own, which also gives our modules the changed names of the modules they import.

    Without this a phone could run yesterday's half of the scripts with today's other half.
    """

    support_js_module_import_aggregation = True
