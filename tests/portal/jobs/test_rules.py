from datetime import UTC, datetime, timedelta

import pytest

from portal.jobs.rules import MAX_ATTEMPTS, fate_of_lost, next_run

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOON - HOUR, NOON),
        (NOON, NOON + HOUR),
        (NOON + timedelta(minutes=59), NOON + HOUR),
        (NOON + timedelta(hours=25), NOON + timedelta(hours=26)),
    ],
)
def test_missed_runs_are_skipped_and_the_grid_is_kept(now, expected):
    assert next_run(NOON, HOUR, now) == expected


def test_a_lost_task_runs_again_until_it_killed_too_many_workers():
    assert [fate_of_lost(n) for n in (1, MAX_ATTEMPTS - 1, MAX_ATTEMPTS)] == ["READY", "READY", "FAILED"]
