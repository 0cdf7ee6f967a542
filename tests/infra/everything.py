"""Configuration that switches on at once what no stack's own file does."""

import json
from typing import Final

PEOPLE: Final = [
    {
        "username": username,
        "firstName": first,
        "lastName": last,
        "email": f"{username}@example.com",
        "role": role,
    }
    for username, first, last, role in (
        ("minji.kim", "민지", "김", "engineer"),
        ("jihun.lee", "지훈", "이", "supervisor"),
    )
]

EVERYTHING: Final = {
    "alertEmails": '["shift@example.com"]',
    "answerConcurrency": "5",
    "botLogs": "true",
    "callbackReminder": "sms",
    "callerVerification": "pin",
    "chatApi": "jwt",
    "chatAudience": '["contact-center"]',
    "chatConcurrency": "2",
    "chatIssuer": "https://login.example.com",
    "chatOrigins": '["https://www.example.com"]',
    "closedDays": '["2026-12-31"]',
    "contactRules": "true",
    "documentsKey": "true",
    "guardrail": "abcdefgh1234:1",
    "hours": "mon-fri 09:00-18:00",
    "index": "s3-vectors",
    "phoneNumber": "claim:US/DID",
    "reportEmails": '["product@example.com"]',
    "runbooks": "https://wiki.example.com/alarms",
    "users": json.dumps(PEOPLE),
    "vpc": "true",
}
"""Laid over production's."""
