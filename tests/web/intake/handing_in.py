"""Handing files in as a browser does, and the looking that a worker would do."""

from __future__ import annotations

import io

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.flow import intake
from casework.model import Delivery, Job
from casework.vocabulary import JobState
from tests.factories.people import NOW
from tests.web.conftest import token
from tests.worlds import World

ODD = """Shop system,Bestellung,Verkäufer,Bestellt am
taobao,o1,s1,2026-01-05 08:00
taobao,o2,s1,2026-01-06 09:30
"""
"""Orders under a header that nobody has seen."""


def hand_in(browser: FlaskClient, *files: tuple[str, bytes], zone: str = "UTC") -> TestResponse:
    """Send files by the form of the page."""
    sent = [(io.BytesIO(content), name) for name, content in files]
    page = "/intake/receive"
    data = {"csrf_token": token(browser, page), "files": sent, "zone": zone}
    return browser.post(page, data=data, content_type="multipart/form-data")


def looked(world: World, name: str, content: bytes, zone: str = "UTC") -> Delivery:
    """Return a delivery of one file that was looked at."""
    delivery = intake.receive(world.act(), io.BytesIO(content), name, zone)
    intake.look(world.act(), delivery)
    world.session.commit()
    return delivery


def worked(world: World) -> None:
    """Do what the jobs that wait ask for, as the worker does."""
    for job in world.session.scalars(select(Job).where(Job.state == JobState.WAITING)):
        delivery = intake.delivery(world.act(), job.arguments["delivery_id"])
        if job.verb == "look":
            intake.look(world.act(), delivery)
        elif job.verb == "import":
            intake.take_delivery(world.act(), delivery)
        job.state, job.ended_at = JobState.DONE, NOW
    world.session.commit()
