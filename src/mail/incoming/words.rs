//! What people wrote, without what makes a text unfit to be kept: control characters, marks of direction, what they quote.

/// Marks that turn the direction of what follows, which no text here may hold.
fn turns(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}')
}

/// Several lines: line breaks of one kind, tabs as they are, no other control characters, at most one empty line between others.
pub fn readable(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len().min(1 << 20));
    let mut empty = true;
    for line in raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n").lines() {
        let clean: String = line.chars().filter(|c| !turns(*c) && (*c == '\t' || !c.is_control())).collect();
        let clean = clean.trim_end();
        if !(clean.is_empty() && empty) {
            kept.push_str(clean);
            kept.push('\n');
        }
        empty = clean.is_empty();
    }
    kept.trim().to_owned()
}

/// One line of at most so many characters; white space is one blank.
pub fn line(raw: &str, most: usize) -> String {
    let clean: String = raw.chars().filter(|c| !turns(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = clean.split_whitespace().filter(|w| !w.chars().all(|c| matches!(c, '\u{2028}' | '\u{2029}'))).collect();
    words.join(" ").replace(['\u{2028}', '\u{2029}'], " ").chars().take(most).collect::<String>().trim().to_owned()
}

/// An answer without the mail that it quotes at its end, and the line that introduces it. All of it where nothing else is said.
pub fn own_words(text: &str) -> &str {
    let lines: Vec<&str> = text.lines().collect();
    let quoted = |l: &str| l.trim_start().starts_with('>');
    let mut own = lines.iter().rposition(|l| !quoted(l) && !l.trim().is_empty()).map_or(0, |at| at + 1);
    if !lines.iter().skip(own).any(|l| quoted(l)) {
        return text;
    }
    own -= attribution(lines.get(..own).unwrap_or_default());
    let length: usize = text.split_inclusive('\n').take(own).map(str::len).sum();
    let said = text.get(..length).unwrap_or(text).trim_end();
    if said.is_empty() { text } else { said }
}

/// How many of the last lines introduce a quotation: one that ends with a colon, and where programs broke it, the line before
/// it, which begins as such a line does and holds no end of a sentence.
fn attribution(lines: &[&str]) -> usize {
    let [before @ .., last] = lines else { return 0 };
    if !last.trim_end().ends_with(':') {
        return 0;
    }
    let begins = |line: &str| ["on ", "vào ", "le ", "ngày "].iter().any(|word| line.trim_start().to_lowercase().starts_with(word));
    let verb = |line: &str| {
        ["wrote:", "đã viết:", "viết:", "a écrit :", "a écrit:"].iter().any(|verb| line.trim_end().to_lowercase().ends_with(verb))
    };
    let broken = |line: &&str| begins(line) && (line.contains('@') || line.contains('<') || line.chars().any(|c| c.is_ascii_digit()));
    let again = verb(last) && !begins(last) && before.last().is_some_and(broken);
    1 + usize::from(again)
}

/// What stands before the quotation of one of this office's own mails, whose address was found at this byte of the text: the
/// lines before the one with the address, without those that lead to it. None: nothing else is said.
pub fn before_ours(text: &str, at: usize) -> Option<&str> {
    let leads = |line: &str| {
        let line = line.trim_start_matches(['>', '*', ' ', '\t']).to_lowercase();
        [
            "on ",
            "vào ",
            "le ",
            "from:",
            "từ:",
            "người gửi:",
            "-----",
            "_____",
            "to:",
            "tới:",
            "đến:",
            "sent:",
            "đã gửi:",
            "date:",
            "ngày:",
            "reply-to:",
        ]
        .iter()
        .any(|word| line.starts_with(word))
    };
    let mut said = text.get(..at)?;
    // The line of the address itself, then up to five lines that begin the quotation.
    said = said.rfind('\n').map_or("", |end| said.get(..end).unwrap_or_default());
    let mut begins = said.len();
    for (back, (end, _)) in said.char_indices().rev().filter(|(_, c)| *c == '\n').map(|(at, c)| (at + 1, c)).chain([(0, '\n')]).enumerate()
    {
        if back >= 5 {
            break;
        }
        if said.get(end..).is_some_and(leads) {
            begins = end;
        }
    }
    let said = said.get(..begins).unwrap_or_default().trim_end();
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_fit_to_be_kept() {
        assert_eq!(readable("a\r\nb\u{202e}c\0\x1b[31m\r\n\r\n\r\n\td \r\r"), "a\nbc[31m\n\n\td");
        assert_eq!(line(" a\r\n b\u{202e}\t\u{2028}c ", 200), "a b c");
        assert_eq!(line(&"ư".repeat(300), 200).chars().count(), 200);
        assert!(crate::domain::text::Text::parse(&readable("a\u{85}b\u{2029}c\x0bd")).is_ok());
    }

    #[test]
    fn what_one_says_stands_before_the_mail_that_one_answers() {
        for lead in [
            "On Mon, Nov 23, 2026 at 8:15 AM Phường Cự Khối <khieunai+…@x.vn>\nwrote:",
            "On Mon, Nov 23, 2026 at 8:15 AM Phường Cự Khối <\nkhieunai+…@x.vn> wrote:",
            "Vào Th 2, 23 thg 11, 2026 vào lúc 08:15 Phường Cự Khối <khieunai+…@x.vn> đã viết:\n\nquoted",
            "________________________________\nTừ: Phường Cự Khối <khieunai+…@x.vn>\nĐã gửi: Thứ Hai\nquoted",
            "-----Original Message-----\nFrom: Office\nSent: Monday\nTo: a@b\nReply-To: khieunai+…@x.vn\nquoted",
        ] {
            let text = format!("Tôi đồng ý.\nLan\n\n{lead}");
            let at = text.find("khieunai+").unwrap();
            assert_eq!(before_ours(&text, at), Some("Tôi đồng ý.\nLan"), "{lead}");
        }
        assert_eq!(before_ours("Thư của khieunai+…@x.vn", 10), None);
    }

    #[test]
    fn what_is_quoted_at_the_end_is_left_out() {
        assert_eq!(own_words("Tôi đồng ý.\n\nVào ngày 5/1, Office đã viết:\n> a\n>\n> b\n\n"), "Tôi đồng ý.");
        for lead in ["On Mon, Nov 23, 2026 at 8:15 AM Office <\na@x.vn> wrote:", "Vào 08:15, 23/11/2026 Office <a@x.vn>\nđã viết:"] {
            assert_eq!(own_words(&format!("Tôi đồng ý.\n\n{lead}\n> a\n> b")), "Tôi đồng ý.", "{lead}");
        }
        assert_eq!(own_words("Vào ngày 5 tôi đến.\nÔng ấy nói:\n> a"), "Vào ngày 5 tôi đến.");
        for whole in ["no quotation\n", "> all of it\n> is quoted", "> first\nthen mine", "a > b", ""] {
            assert_eq!(own_words(whole), whole);
        }
    }
}
