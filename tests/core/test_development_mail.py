"""Mails of a development site can be read without a mail server."""

from django.core.mail import EmailMessage, get_connection


def test_a_mail_lands_in_the_folder_and_on_the_console(tmp_path, capsys):
    connection = get_connection("core.mail.development.EmailBackend", file_path=tmp_path)
    message = EmailMessage("Grüße", "Der Link: http://x/anmeldung/abc/", "a@example.org", ["b@example.org"])
    assert connection.send_messages([message]) == 1
    (file,) = tmp_path.iterdir()
    assert b"http://x/anmeldung/abc/" in file.read_bytes()
    shown = capsys.readouterr().err
    assert "Mail an b@example.org" in shown
    assert "Der Link: http://x/anmeldung/abc/" in shown
