"""What a program sends us: one JSON object whose fields are checked before any room is asked."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """The fields of a request. A number is a number and a text a text; fields that nobody knows are passed over."""

    model_config = ConfigDict(strict=True)
