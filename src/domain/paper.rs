//! Papers that come with a letter: which kinds are taken, how many, how large. A name says what a file claims to be; its
//! content decides, and both must agree.

/// The most papers of one letter.
pub const MOST_PAPERS: usize = 10;
/// The largest paper, in bytes: 10 MB.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most of all papers of one letter together, in bytes: 25 MB.
pub const MOST_TOGETHER: usize = 25 * 1024 * 1024;
/// The most papers of one case, whenever they came.
pub const MOST_OF_CASE: usize = 200;
/// The longest name that is kept, in characters.
const MOST_NAME: usize = 120;

codes! {
    /// What a paper is.
    pub enum PaperKind {
        Pdf = "pdf",
        Jpg = "jpg",
        Png = "png",
        /// Photographs of many telephones.
        Heic = "heic",
        Docx = "docx",
        Odt = "odt",
        Txt = "txt",
    }
}

impl PaperKind {
    /// Its media type (IANA).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Txt => "text/plain; charset=utf-8",
        }
    }

    /// The endings of names that it may have.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
            Self::Docx => &["docx"],
            Self::Odt => &["odt"],
            Self::Txt => &["txt"],
        }
    }

    /// What this content is, under a name that says the same. None: not taken.
    pub fn of(name: &str, content: &[u8]) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let claimed = Self::ALL.iter().copied().find(|kind| kind.endings().contains(&ending.as_str()))?;
        claimed.fits(content).then_some(claimed)
    }

    fn fits(self, content: &[u8]) -> bool {
        let found = infer::get(content).map(|t| t.mime_type());
        match self {
            Self::Pdf => found == Some("application/pdf"),
            Self::Jpg => found == Some("image/jpeg"),
            Self::Png => found == Some("image/png"),
            Self::Heic => found == Some("image/heif"),
            Self::Odt => found == Some("application/vnd.oasis.opendocument.text"),
            // Writers order the parts of the archive in their own way: its list of names tells.
            Self::Docx => content.starts_with(b"PK\x03\x04") && has(content, b"word/document.xml") && has(content, b"[Content_Types].xml"),
            Self::Txt => {
                found.is_none()
                    && std::str::from_utf8(content).is_ok_and(|t| !t.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')))
            }
        }
    }
}

fn has(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|at| at == part)
}

/// A name as it is kept: without folders, control characters and marks of direction, not too long; its ending stays.
pub fn clean_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{061C}');
    let kept: Vec<char> = last.chars().filter(|c| !c.is_control() && !turns(*c)).collect();
    let kept = kept.into_iter().collect::<String>().trim().to_owned();
    let (stem, ending) = kept.rsplit_once('.').unwrap_or((kept.as_str(), ""));
    let room = MOST_NAME.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    if ending.is_empty() { stem } else { format!("{stem}.{}", ending.chars().take(MOST_NAME).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    #[test]
    fn name_and_content_must_agree() {
        assert_eq!(PaperKind::of("Ảnh.PNG", PNG), Some(PaperKind::Png));
        assert_eq!(PaperKind::of("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"), Some(PaperKind::Jpg));
        assert_eq!(PaperKind::of("đơn.pdf", b"%PDF-1.7\n"), Some(PaperKind::Pdf));
        assert_eq!(PaperKind::of("a.txt", "Tôi là cử tri\r\n".as_bytes()), Some(PaperKind::Txt));
        assert_eq!(PaperKind::of("a.docx", b"PK\x03\x04..[Content_Types].xml..word/document.xml"), Some(PaperKind::Docx));
        for (name, content) in [
            ("a.pdf", PNG),
            ("a.exe", b"MZ\x90\0"),
            ("a.pdf", b"MZ\x90\0"),
            ("a.txt", b"a\0b"),
            ("a.txt", b"%PDF-1.7\n"),
            ("a.html", b"<p>"),
            ("a.svg", b"<svg>"),
            ("a", b"%PDF-1.7\n"),
            ("a.docx", b"PK\x03\x04xl/workbook.xml"),
            ("a.pdf", b""),
        ] {
            assert_eq!(PaperKind::of(name, content), None, "{name}");
        }
    }

    #[test]
    fn a_name_is_a_name_and_nothing_else() {
        assert_eq!(clean_name("C:\\Users\\An\\đơn.pdf"), "đơn.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\u{202e}fdp.exe\r\n"), "afdp.exe");
        let long = clean_name(&format!("{}.pdf", "ư".repeat(300)));
        assert!(long.ends_with(".pdf") && long.chars().count() == 120);
    }
}
