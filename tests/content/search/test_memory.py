"""What processes and threads hold in memory agrees with the database, whatever others write and when they commit."""

import threading

import pytest
from django.db import connection, transaction

from content.search import actions, engine, memory
from content.search.models import SearchChange, SearchDocument, Synonym
from content.search.port import current_port
from content.search.query import Query, Viewer
from tests.content.search.processes import Process
from tests.factories.search import TODAY, document

REP = Viewer(1, False)
committing = pytest.mark.django_db(transaction=True)
on_postgres = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"
)


def ids(words="cloud"):
    return sorted(engine.run(Query(words=words, limit=100), REP, TODAY).ids)


@pytest.fixture(scope="module")
def started(django_db_setup):
    database = connection.settings_dict | {"NAME": str(connection.settings_dict["NAME"])}
    processes = [Process(database) for _ in range(3)]
    yield processes
    for process in processes:
        process.stop()


@pytest.fixture
def start(started):
    """start(n) -> n Processes on the test's database."""
    yield lambda number: started[:number]
    for process in started:
        process.recover()


@committing
def test_processes_see_each_others_commits_and_nothing_else(start):
    one, other = start(2)
    assert (one.ask("find"), other.ask("find")) == (([], [], {}), ([], [], {}))
    one.ask("begin")
    one.ask("put", 1, 2)
    assert one.ask("find")[:2] == ([1, 2], [1, 2])
    assert (other.ask("find")[:2], ids()) == (([], []), [])
    one.ask("commit")
    assert other.ask("find") == ([1, 2], [1, 2], {2: 1, 3: 1})
    other.ask("begin")
    other.ask("drop", 1)
    other.ask("put", 3)
    assert (other.ask("find")[0], one.ask("find")[0]) == ([2, 3], [1, 2])
    other.ask("rollback")
    one.ask("put", 4)
    assert [process.ask("find")[:2] for process in (one, other)] == [([1, 2, 4], [1, 2, 4])] * 2
    one.ask("drop", 2)
    assert (other.ask("find")[0], ids()) == ([1, 4], [1, 4])


@on_postgres
@committing
def test_a_late_commit_with_an_early_number_is_not_missed(start):
    slow, quick = start(2)
    slow.ask("begin")
    slow.ask("put", 1)
    quick.ask("put", 2)
    assert (ids(), quick.ask("find")[0]) == ([2], [2])
    quick.ask("put", 3)
    assert ids() == [2, 3]
    slow.ask("commit")
    assert (ids(), quick.ask("find")[0]) == ([1, 2, 3], [1, 2, 3])


@committing
def test_processes_agree_after_many_writes_at_once(start):
    *writers, watcher = processes = start(3)
    watcher.tell("watch")
    for seed, writer in enumerate(writers):
        writer.tell("write_for_a_while", seed, 25)
    for writer in writers:
        writer.answer()
    watcher.tell("find")
    times, wrong = watcher.answer()
    watcher.answer()
    assert (times > 0, wrong) == (True, [])
    truth = sorted(SearchDocument.objects.values_list("object_id", flat=True))
    stages = {1 + rest: number for rest in range(3) if (number := sum(id % 3 == rest for id in truth))}
    assert [process.ask("find") for process in processes] == [(truth, truth, stages)] * 3
    assert ids() == truth


@committing
def test_threads_search_while_another_writes():
    wrong, ready = [], threading.Barrier(4)

    def search():
        ready.wait()
        for _ in range(25):
            answer = engine.run(Query(words="cloud", limit=100), REP, TODAY)
            if len(answer.ids) != answer.total or answer.counts["audience"] not in (
                {},
                {"internal": answer.total},
            ):
                wrong.append(answer)
        connection.close()

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    ready.wait()
    for number in range(1, 26):
        actions.put(document(number, "Cloud"))
    for thread in threads:
        thread.join()
    assert (wrong, ids()) == ([], list(range(1, 26)))


@committing
def test_what_a_transaction_saw_of_itself_is_not_kept():
    actions.put(document(1, "Cloud"))
    assert ids() == [1]
    with transaction.atomic():
        actions.put(document(2, "Cloud wisdom", facets={"stage": (1,)}))
        Synonym.objects.create(terms=["sky", "cloud"])
        actions.note_synonyms()
        assert (ids(), ids("sky"), ids("wisdmo")) == ([1, 2], [1, 2], [2])
        transaction.set_rollback(True)
    assert (ids(), ids("sky"), ids("wisdmo")) == ([1], [], [])
    actions.put(document(3, "Cloud wisdom"))
    assert (ids(), ids("wisdmo")) == ([1, 3], [3])


@committing
def test_a_process_whose_place_in_the_log_is_gone_reads_anew(start):
    (other,) = start(1)
    assert other.ask("find")[0] == []
    actions.put(document(1, "Cloud"))
    later = SearchChange.objects.latest("at").at.replace(year=2100)
    # PostgreSQL keeps what an open transaction may not have seen, even one of another test worker.
    assert any(actions.trim_log(later) for _ in range(100_000))
    assert other.ask("find")[0] == [1]


@committing
def test_after_a_restore_everything_is_read_anew():
    actions.put(document(1, "Cloud"))
    assert ids() == [1]
    # As if the files had been put back to the day before: nothing in the log tells of it.
    row = SearchDocument.objects.get()
    current_port().erase("assets", [row.pk])
    row.delete()
    assert engine.all_ids(Query(), REP, TODAY) == [1]
    actions.renew()
    assert engine.all_ids(Query(), REP, TODAY) == []


@committing
def test_a_changed_synonym_counts_in_the_next_search(start):
    (other,) = start(1)
    actions.put(document(1, "Kubernetes"))
    assert other.ask("find", "k8s")[0] == []
    Synonym.objects.create(terms=["k8s", "kubernetes"])
    actions.note_synonyms()
    assert other.ask("find", "k8s")[0] == [1]


@committing
def test_memory_is_shared_until_something_changes():
    actions.put(document(1, "Cloud"))
    ids()
    held = memory._shared
    assert (ids(), memory._shared is held) == ([1], True)
    actions.put(document(2, "Cloud"))
    assert (ids(), memory._shared is held) == ([1, 2], False)
