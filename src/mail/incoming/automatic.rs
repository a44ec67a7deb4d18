//! Whether a machine wrote it (RFC 3834): to such a message nothing answers, or two machines would write to each other for ever.

/// By the head: its names and values.
pub(super) fn is(head: &[(&str, &str)]) -> bool {
    head.iter().any(|(name, value)| {
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        match name.as_str() {
            "auto-submitted" => value.split(';').next().map(str::trim) != Some("no"),
            "precedence" => matches!(value.as_str(), "bulk" | "junk" | "list" | "auto_reply"),
            // The sender of the envelope: none, so that nobody answers.
            "return-path" => value == "<>",
            "x-auto-response-suppress" => value.split(',').any(|w| matches!(w.trim(), "all" | "oof" | "autoreply")),
            "x-autoreply" | "x-autorespond" | "x-autoresponder" | "x-auto-reply-from" | "x-loop" | "feedback-id" => true,
            "from" | "sender" => ["mailer-daemon@", "postmaster@", "noreply@", "no-reply@", "no_reply@", "donotreply@", "do-not-reply@"]
                .iter()
                .any(|name| value.contains(name)),
            "subject" => {
                ["automatic reply:", "auto reply:", "auto-reply:", "autoreply:", "out of office:", "trả lời tự động:", "tự động trả lời:"]
                    .iter()
                    .any(|words| value.starts_with(words))
            }
            // RFC 2369, RFC 2919.
            _ => name.starts_with("list-"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn machines_are_known() {
        for head in [
            ("Auto-Submitted", " auto-replied"),
            ("AUTO-SUBMITTED", "auto-generated; x=y"),
            ("Precedence", "Bulk"),
            ("List-Id", "<a.b>"),
            ("List-Unsubscribe", "<mailto:x>"),
            ("Return-Path", " <>\r\n"),
            ("X-Auto-Response-Suppress", "DR, OOF, AutoReply"),
            ("From", "Mail System <MAILER-DAEMON@mx.example>"),
            ("From", "Shop <noreply@shop.example>"),
            ("Subject", "Automatic reply: Về hồ sơ 0012/2026/CK"),
            ("X-Loop", "lan@example.org"),
        ] {
            assert!(is(&[head]), "{head:?}");
        }
        let human = [("Auto-Submitted", "no"), ("Precedence", "first-class"), ("Return-Path", "<a@b>"), ("From", "a@b"), ("X", "list-id")];
        assert!(!is(&human));
    }
}
