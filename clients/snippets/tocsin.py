"""Sends events to Tocsin and asks its blacklist. Python 3.8 or newer, nothing else."""

import json
import logging
import os
from datetime import datetime, timezone
from urllib import parse, request

TOCSIN_URL = os.environ.get("TOCSIN_URL", "http://127.0.0.1:8585")
TOCSIN_API_KEY = os.environ.get("TOCSIN_API_KEY", "")


def _post(path, body, content_type):
    headers = {"Api-Key": TOCSIN_API_KEY, "Content-Type": content_type}
    with request.urlopen(request.Request(TOCSIN_URL + path, body, headers), timeout=3) as answer:
        return answer.read()


def track(**fields):
    """Sends an event. Call it after your own answer, or from a queue: nobody should wait for it."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")
    try:
        body = parse.urlencode({"eventTime": now, **fields}).encode()
        _post("/sensor/", body, "application/x-www-form-urlencoded")
    except Exception as error:  # whatever happens, the application goes on
        logging.warning("tocsin: the event was not sent: %s", error)


def is_blacklisted(value):
    """Whether a user name, address, e-mail or phone number is blacklisted. Without an answer it is not."""
    try:
        body = json.dumps({"value": value}).encode()
        return json.loads(_post("/api/v1/blacklist/search", body, "application/json"))["blacklisted"] is True
    except Exception as error:
        logging.warning("tocsin: the blacklist was not asked: %s", error)
        return False


track(
    userName="anna",
    ipAddress="203.0.113.7",
    url="/login",
    eventType="account_login",
    userAgent="Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
)
if is_blacklisted("anna"):
    print("anna is blacklisted")
