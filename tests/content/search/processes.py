"""Processes of their own that write and search the test's database, each told what to do through a pipe."""

import contextlib
import multiprocessing
import os
import random

KEPT, NEVER_COMMITTED = range(1, 31), range(1_000, 1_030)


class Process:
    """One process: `tell` it something and take its `answer`, or `ask` for both."""

    def __init__(self, database):
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, database), daemon=True)
        self._process.start()

    def recover(self):
        """Make it ready for the next test, whatever the last one left undone."""
        while self._pipe.poll():
            self._pipe.recv()
        self.ask("rollback")

    def stop(self):
        self._pipe.send(("stop",))
        self._process.join(30)

    def ask(self, *command):
        self.tell(*command)
        return self.answer()

    def tell(self, *command):
        self._pipe.send(command)

    def answer(self):
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


def _serve(pipe, database):
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django
    from django.conf import settings

    settings.DATABASES["default"] = database
    django.setup()
    from django.db import connection

    worker = _Worker(pipe)
    while (command := pipe.recv()) != ("stop",):
        try:
            pipe.send(getattr(worker, command[0])(*command[1:]))
        except Exception as error:
            pipe.send(RuntimeError(f"{command}: {error!r}"))
    connection.close()


class _Worker:
    def __init__(self, pipe):
        self.pipe = pipe
        self.stack = contextlib.ExitStack()

    def begin(self):
        from django.db import transaction

        self.stack.enter_context(transaction.atomic())

    def commit(self):
        self.stack.close()

    def rollback(self):
        from django.db import transaction

        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        self.stack.close()

    def put(self, *ids):
        from content.search import actions
        from tests.factories.search import document

        actions.put_many([document(id, f"Cloud {id}", facets={"stage": (1 + id % 3,)}) for id in ids])

    def drop(self, *ids):
        from content.search import actions

        for id in ids:
            actions.drop("asset", id)

    def find(self, words="cloud"):
        """(ids that words find, ids that no words find, counts of stages): what arrays and text index say."""
        from content.search import engine
        from content.search.query import Query, Viewer
        from tests.factories.search import TODAY

        viewer = Viewer(1, False)
        query = Query(words=words, limit=100)
        answer = engine.run(query, viewer, TODAY)
        return sorted(answer.ids), engine.all_ids(Query(), viewer, TODAY), answer.counts["stage"]

    def forget(self):
        from content.search import engine

        engine.forget()

    def write_for_a_while(self, seed, times):
        """Puts and drops among KEPT, each in a transaction, a third of them with NEVER_COMMITTED and undone."""
        from django.db import transaction

        choose = random.Random(seed)
        for _ in range(times):
            undone = choose.random() < 1 / 3
            with transaction.atomic():
                # In order of id, so that two transactions never wait for each other.
                for id in sorted(choose.sample(KEPT, 4)):
                    (self.put if choose.random() < 2 / 3 else self.drop)(id)
                if undone:
                    self.put(*choose.sample(NEVER_COMMITTED, 3))
                    self.find()
                transaction.set_rollback(undone)

    def watch(self):
        """Search until told otherwise; how often, and everything that was wrong."""
        times, wrong = 0, []
        while not self.pipe.poll():
            ids, everything, stages = self.find()
            times += 1
            if set(everything) - set(KEPT) or set(ids) - set(KEPT):
                wrong.append(f"uncommitted: {everything}")
            if sum(stages.values()) != len(ids):
                wrong.append(f"{stages} do not add up to {ids}")
        return times, wrong
