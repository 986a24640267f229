"""Mail as people can read it in a terminal: links in one piece, not broken for transport."""

from django.core.mail.backends import console


class EmailBackend(console.EmailBackend):
    def write_message(self, message):
        lines = [f"To: {', '.join(message.recipients())}", f"Subject: {message.subject}", "", message.body]
        self.stream.write("\n".join(lines) + f"\n{'-' * 72}\n")
