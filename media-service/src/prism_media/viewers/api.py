"""Everything of a viewer's own over HTTP."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from prism_media.catalogue.store import CatalogueStore
from prism_media.guide.queries import GuideQueries
from prism_media.viewers.favourites_api import favourites_router
from prism_media.viewers.identity import CookieIdentity
from prism_media.viewers.notes_api import due_router, memories_router, preferences_router, reminders_router
from prism_media.viewers.profiles import ProfileStore
from prism_media.viewers.profiles_api import profiles_router
from prism_media.viewers.store import ViewerStore
from prism_media.viewers.watched_api import history_router, resume_router


def viewers_router(
    store: ViewerStore,
    profiles: ProfileStore,
    identity: CookieIdentity,
    catalogue: CatalogueStore,
    guide: GuideQueries,
    now: Callable[[], float],
) -> APIRouter:
    """The routes of profiles and of what is a profile's own."""
    router = APIRouter()
    for part in (
        profiles_router(profiles, identity, now),
        favourites_router(store, catalogue, now),
        history_router(store, catalogue, guide, now),
        resume_router(store, catalogue, now),
        memories_router(store, now),
        reminders_router(store, now),
        preferences_router(store, now),
        due_router(store, now),
    ):
        router.include_router(part)
    return router
