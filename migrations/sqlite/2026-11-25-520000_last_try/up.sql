-- The last try of all: whether the mail server can be spoken to.
CREATE INDEX mail_attempts_at ON mail_attempts (at);
