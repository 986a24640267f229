"""No request is taken in that is larger than anything the portal reads, whoever sends it."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from content.files.rules import MAX_BYTES

# The largest file, and names, separators and the other fields of a form around it.
MOST = MAX_BYTES + 5 * 1024 * 1024


class SizeGate(FileUploadHandler):
    """Refuses by the announced length, before a byte is written to the disk. First in FILE_UPLOAD_HANDLERS."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > MOST:
            raise RequestDataTooBig(f"{content_length} bytes were announced; at most {MOST} are read.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
