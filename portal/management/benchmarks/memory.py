"""How much memory the web process takes while it takes in a large file, in a real server beside this process."""

import http.client
import importlib.util
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from portal.management.benchmarks.documents import pdf
from portal.management.benchmarks.web import Browser

HOST = "127.0.0.1"
MB = 1024 * 1024
LARGE = 50 * MB
BOUNDARY = "tandem-benchmark"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def memory_of_upload(person, form, language, folder, say):
    """{"upload_mib": how much more than before at the peak, "server": its name}; {} where the system does not say."""
    if not Path("/proc/self/clear_refs").exists():
        return {}
    small, large = Path(folder, "small.pdf"), Path(folder, "large.pdf")
    small.write_bytes(pdf([["a small one"]]))
    large.write_bytes(pdf([["a large one"]], ballast=os.urandom(LARGE)))
    with _server() as (process, port, name):
        client = _Client(port, person, {"format": form.pk, "language": language.pk})
        client.upload(small)
        _forget_peaks(process.pid)
        before = _sum(process.pid, "VmRSS")
        client.upload(large)
        peak = _sum(process.pid, "VmHWM")
    say("a large file was taken in")
    return {
        "upload_mib": round((peak - before) / 1024, 1),
        "before_mib": round(before / 1024),
        "server": name,
    }


class _Client:
    """Uploads as the page does, in small pieces."""

    def __init__(self, port, person, values):
        self.port, self.values, self.cookie = port, values, Browser(person).cookie

    def upload(self, path):
        body = self._ask("GET", {}).decode()
        cookies = f"{self.cookie}; {settings.CSRF_COOKIE_NAME}={self.csrf}"
        fields = self.values | {"csrfmiddlewaretoken": TOKEN.search(body)[1]}
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        head += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{path.name}"\r\n\r\n'
        )
        tail = f"\r\n--{BOUNDARY}--\r\n"
        length = len(head) + path.stat().st_size + len(tail)
        headers = {
            "Cookie": cookies,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(length),
        }
        answer = self._ask("POST", headers, _pieces(head.encode(), path, tail.encode()))
        if path.stem.capitalize() not in answer.decode():
            raise RuntimeError("The upload was refused, so that its memory says nothing.")

    def _ask(self, method, headers, body=None):
        connection = http.client.HTTPConnection(HOST, self.port, timeout=120)
        connection.request(method, "/library/upload/", body, {"Cookie": self.cookie} | headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{method} /library/upload/: {answer.status}")
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie" and value.startswith(settings.CSRF_COOKIE_NAME):
                self.csrf = value.split(";")[0].partition("=")[2]
        return content


def _pieces(head, path, tail):
    yield head
    with open(path, "rb") as file:
        while piece := file.read(64 * 1024):
            yield piece
    yield tail


@contextmanager
def _server():
    """(process, port, name) of a web server on the scratch database: granian where it is installed."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    if importlib.util.find_spec("granian"):
        name = "granian"
        command = ["-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
        command += ["portal.wsgi:application"]
    else:
        name, command = "Django's own server", ["manage.py", "runserver", f"{HOST}:{port}", "--noreload"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, *command], cwd=settings.BASE_DIR, **quiet)
    try:
        _wait_for(port)
        yield process, port, name
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port):
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not start.")


def _family(pid):
    """The process and everything it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _sum(pid, name):
    """Kilobytes of one line of their status, of all of the family."""
    return sum(
        int(re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{one}/status").read_text(encoding="ascii"))[1])
        for one in _family(pid)
    )


def _forget_peaks(pid):
    for one in _family(pid):
        Path(f"/proc/{one}/clear_refs").write_text("5", encoding="ascii")
