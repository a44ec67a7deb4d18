//! The forms under which what people write of a person or a unit is compared, so that a title, a position or another way
//! of writing hides nobody.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Titles and ways to address somebody, folded; the longer before the shorter.
const TITLES: [&str; 31] = [
    "pho chu tich",
    "pho giam doc",
    "chu tich",
    "giam doc",
    "truong phong",
    "bi thu",
    "luat su",
    "bac si",
    "giao su",
    "tien si",
    "thac si",
    "ky su",
    "dong chi",
    "d c",
    "dc",
    "ong",
    "ba",
    "anh",
    "chi",
    "co",
    "chu",
    "bac",
    "o",
    "b",
    "ls",
    "bs",
    "gs",
    "pgs",
    "ts",
    "ths",
    "ks",
];

/// How titles stood in front of a name in what was indexed before titles were left out.
const WRITTEN: [&str; 15] =
    ["ong", "ba", "anh", "chi", "co", "dong chi", "d/c", "o.", "b.", "ts.", "ths.", "ls.", "luat su", "bac si", "chu tich"];

/// Words of units and their short forms.
const SHORT: [(&str, &str); 14] = [
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("uy ban bau cu", "ubbc"),
    ("ub bau cu", "ubbc"),
    ("ub nhan dan", "ubnd"),
    ("thanh pho", "tp"),
    ("thi tran", "tt"),
    ("thi xa", "tx"),
    ("phuong", "p"),
    ("quan", "q"),
    ("huyen", "h"),
    ("xa", "x"),
    ("tinh", "t"),
    ("to dan pho", "tdp"),
];

/// Letters of other scripts that look like Latin ones, in small letters.
const fn latin(c: char) -> char {
    match c {
        'đ' | 'ð' | 'ɖ' => 'd',
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'е' | 'ε' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'v',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        other => other,
    }
}

const fn unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The words of each part of a text, without marks, case and punctuation. What stands after a comma, a bracket or a dash
/// between blanks is another part.
fn parts(text: &str) -> Vec<Vec<String>> {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !unseen(*c))
        .flat_map(char::to_lowercase)
        .map(latin)
        .map(|c| if matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '–' | '—' | '|' | ':') { '\n' } else { c })
        .collect();
    let part = |part: &str| part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    plain.replace(" - ", "\n").replace(" -", "\n").split('\n').map(part).filter(|words| !words.is_empty()).collect()
}

/// Without the titles in front, as long as so many words are left.
fn untitled(words: &[String], least: usize) -> &[String] {
    let mut rest = words;
    let after = |rest: &[String]| {
        TITLES.iter().find_map(|title| {
            let many = title.split(' ').count();
            let same = rest.len() >= many + least && title.split(' ').zip(rest).all(|(a, b)| a == b);
            same.then_some(many)
        })
    };
    while let Some(shorter) = after(rest).and_then(|many| rest.get(many..)) {
        rest = shorter;
    }
    rest
}

/// The one form of a person's name: no titles in front while two words are left, no position behind. A family name that is
/// also a title (Ông, Bà) goes with the titles on both sides, and so still agrees with itself.
pub fn person(name: &str) -> String {
    let parts = parts(name);
    let first = parts.iter().find(|words| !untitled(words, 0).is_empty()).or_else(|| parts.first());
    let Some(first) = first else { return String::new() };
    let whole = if first.len() > 1 { first.clone() } else { parts.concat() };
    untitled(&whole, 2).join(" ")
}

/// What else a name may be indexed under since before [`person`]: as written, and with a title in front.
pub fn person_before(name: &str) -> Vec<String> {
    let bare = person(name);
    let titled = WRITTEN.iter().filter(|_| bare.contains(' ')).map(|title| format!("{title} {bare}"));
    std::iter::once(super::text::fold(name)).chain(titled).collect()
}

/// The digits of a telephone, in the form 0...; 84 without a plus counts where nine digits follow.
pub fn phone(value: &str) -> String {
    let digits: String = value.nfkc().filter(char::is_ascii_digit).collect();
    let bare = digits.len() == 11 && digits.starts_with("84");
    let prefix = if digits.starts_with("0084") { "0084" } else { "84" };
    let abroad =
        value.trim_start_matches(|c: char| unseen(c) || c.is_whitespace() || c == '(').starts_with('+') || prefix == "0084" || bare;
    match digits.strip_prefix(prefix).filter(|_| abroad) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

/// The number of a card: the zeros in front that a table leaves out are put back (12 digits of the present card, 9 of the old).
pub fn card(value: &str) -> String {
    let plain: String = value.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match plain.len() {
        8 if digits(&plain) => format!("{plain:0>9}"),
        10 | 11 if digits(&plain) => format!("{plain:0>12}"),
        _ => plain,
    }
}

fn digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Whether two texts name one unit: the first part of each, short forms written alike.
pub fn same_unit(one: &str, other: &str) -> bool {
    let (one, other) = (unit(one), unit(other));
    !one.is_empty() && one == other
}

fn unit(name: &str) -> String {
    let mut name = format!(" {} ", parts(name).first().map(|words| words.join(" ")).unwrap_or_default());
    for (long, short) in SHORT {
        name = name.replace(&format!(" {long} "), &format!(" {short} "));
    }
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_agrees_however_it_is_written() {
        for name in [
            "Nguyễn Văn An",
            "Ông Nguyễn Văn An",
            "Đ/c Nguyễn Văn An",
            "Đồng chí NGUYỄN VĂN AN",
            "Ô. Nguyễn Văn An",
            "TS. Nguyễn Văn An",
            "PGS.TS Nguyễn Văn An",
            "Luật sư Nguyễn Văn An",
            "(Ông) Nguyễn Văn An",
            "Nguyễn Văn An, Chủ tịch UBND phường",
            "Nguyễn Văn An (Chủ tịch)",
            "Nguyễn Văn An - Phó Chủ tịch",
            "Nguyễn-Văn-An",
            "Nguyễn  Văn\u{200B} An.",
            "Nguyễn Văn Аn",
            "Ông, Nguyễn Văn An",
        ] {
            assert_eq!(person(name), "nguyen van an", "{name}");
        }
        assert_eq!(person("\u{D0}ỗ Văn \u{110}ức"), "do van duc");
        assert_eq!(person("Ông Ích Khiêm"), person("Ông Ông Ích Khiêm"));
        assert_eq!(person("Bà Hà"), "ba ha");
        for other in ["Nguyễn Văn Anh", "Nguyễn Văn", "Triệu Thị Hà", "Nguyễn Thị An"] {
            assert_ne!(person(other), "nguyen van an");
        }
        assert_ne!(person("Bà Triệu Thị Hà"), person("Lê Thị Hà"));
        assert!(person_before("Nguyễn Văn An").contains(&"ong nguyen van an".to_owned()));
    }

    #[test]
    fn telephones_and_cards_agree() {
        for value in ["0912345678", "84912345678", "+84 912 345 678", "0084 912345678", "(+84) 0912345678"] {
            assert_eq!(phone(value), "0912345678", "{value}");
        }
        assert_eq!((card("1085000123"), card("01085000123")), ("001085000123".to_owned(), "001085000123".to_owned()));
        assert_eq!((card("12345678"), card("123456789")), ("012345678".to_owned(), "123456789".to_owned()));
    }

    #[test]
    fn a_unit_agrees_however_it_is_written() {
        for name in ["Ủy ban nhân dân P. Cự Khối", "UBND P.Cự Khối, quận Long Biên", "Uỷ ban nhân dân phường Cự Khối"]
        {
            assert!(same_unit("UBND phường Cự Khối", name), "{name}");
        }
        assert!(!same_unit("UBND phường Cự Khối", "UBND phường Bồ Đề"));
        assert!(!same_unit("", ""));
    }
}
