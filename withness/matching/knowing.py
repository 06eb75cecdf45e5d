"""Experiences by name: the packaged vocabulary with what this house has added to it."""

from __future__ import annotations

from dataclasses import dataclass

from withness.matching.models import Addition
from withness.people.experiences.vocabulary import ancestors, branches, vocabulary

OWN = "own:"


@dataclass(frozen=True, slots=True)
class Named:
    """An experience as a page shows it."""

    slug: str
    name: str


def is_known(slug: str) -> bool:
    """Whether there is such an experience, packaged or added."""
    if slug.startswith(OWN):
        return Addition.objects.filter(id=slug.removeprefix(OWN), taken_in=True).exists()
    return slug in vocabulary()


def under(slug: str) -> str:
    """The packaged experience that this one is, or belongs to. An unknown slug is its own."""
    if not slug.startswith(OWN):
        return slug
    found = Addition.objects.filter(id=slug.removeprefix(OWN), taken_in=True).values_list("under", flat=True).first()
    return found or slug


def named(slugs: list[str], language: str) -> list[Named]:
    """Those of these slugs that are known, with their names, in their order."""
    own = [slug.removeprefix(OWN) for slug in slugs if slug.startswith(OWN)]
    names = {f"{OWN}{one.id}": one.name for one in Addition.objects.filter(id__in=own, taken_in=True)} if own else {}
    for slug in slugs:
        if slug in vocabulary():
            names[slug] = vocabulary()[slug].name_in(language)
    return [Named(slug, names[slug]) for slug in slugs if slug in names]


def by_branch(language: str) -> list[tuple[Named, list[Named]]]:
    """The whole vocabulary as a page lists it: each branch with everything under it, by the order of the names."""
    added = Addition.objects.filter(taken_in=True).order_by("name")[:500]
    found = []
    for branch in branches():
        held = [one for one in vocabulary().values() if one.branch == branch and one.parents]
        names = [Named(one.slug, one.name_in(language)) for one in held]
        names += [Named(f"{OWN}{one.id}", one.name) for one in added if branch in (one.under, *ancestors(one.under))]
        top = Named(branch, vocabulary()[branch].name_in(language))
        found.append((top, sorted(names, key=lambda one: one.name.casefold())))
    return found
