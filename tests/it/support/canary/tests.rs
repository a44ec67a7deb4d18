//! Each form is found, each by a way of writing that is not the search's own.

use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use super::*;

const NAME: &str = "Phạm Thị Ẩn Danh";

/// The forms of one canary, each with its place.
fn forms_in(bytes: &[u8], canary: &str) -> Vec<(Form, usize)> {
    sights(bytes, &[canary]).into_iter().map(|sight| (sight.form, sight.at)).collect()
}

fn forms(written: impl AsRef<[u8]>) -> Vec<Form> {
    let before = [b"\x00\xffrow|".as_slice(), written.as_ref(), b"|\x01"].concat();
    forms_in(&before, NAME).into_iter().map(|(form, _)| form).collect()
}

#[test]
fn plain_and_folded() {
    assert_eq!(forms(NAME), [Form::Plain]);
    assert_eq!(forms("pham thi an danh"), [Form::Folded]);
    assert_eq!(forms("Phạm Thị Ẩn Dan"), []);
    assert_eq!(forms_in(NAME.as_bytes(), NAME), [(Form::Plain, 0)]);
    assert_eq!(forms_in(b"at 0987654321.", "0987654321"), [(Form::Plain, 3)]);
}

#[test]
fn percent_encoded_however_much_of_it_is() {
    assert_eq!(forms("Ph%E1%BA%A1m%20Th%E1%BB%8B%20%E1%BA%A8n%20Danh"), [Form::Percent]);
    assert_eq!(forms("Ph%e1%ba%a1m+Th%e1%bb%8b+%e1%ba%a8n+Danh"), [Form::Percent]);
    assert_eq!(forms("Phạm%20Thị%20Ẩn%20Danh"), [Form::Percent]);
    assert_eq!(forms("%50%68%E1%BA%A1m Thị Ẩn Dan%68"), [Form::Percent]);
    let address = "an.danh@example.vn";
    assert_eq!(forms_in(b"?to=an.danh%40example.vn&x", address), [(Form::Percent, 4)]);
    assert_eq!(forms_in(b"?to=an.danh@example.v%6e", address), [(Form::Percent, 4)]);
    assert_eq!(forms_in(b"100%: an.danh@example.vn 5%", address), [(Form::Plain, 6)]);
}

#[test]
fn quoted_printable_across_a_soft_break() {
    assert_eq!(forms("Ph=E1=BA=A1m Th=E1=BB=\r\n=8B =E1=BA=A8n Da=\nnh"), [Form::QuotedPrintable]);
}

#[test]
fn base64_at_each_alignment_in_each_alphabet() {
    for text in [NAME, "0987654321", "ở số 12 ngõ 34???>>>~~~"] {
        for before in ["", "a", "ab", "abc", "abcd"] {
            for after in ["", "x", "xy"] {
                let whole = format!("{before}{text}{after}");
                for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
                    let found = forms_in(engine.encode(&whole).as_bytes(), text);
                    assert!(found.len() == 1 && found[0].0 == Form::Base64, "{whole:?}: {found:?}");
                }
            }
        }
    }
}

#[test]
fn base64_in_the_lines_of_a_mail() {
    let encoded = STANDARD.encode(format!("Kính gửi bà {NAME},"));
    let lines: Vec<String> = encoded.as_bytes().chunks(10).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    assert_eq!(forms(lines.join("\r\n")), [Form::Base64]);
}

#[test]
fn hexadecimal_in_both_cases() {
    let hex = |upper: bool| NAME.bytes().map(|b| if upper { format!("{b:02X}") } else { format!("{b:02x}") }).collect::<String>();
    assert_eq!(forms(hex(false)), [Form::Hex]);
    assert_eq!(forms(hex(true)), [Form::Hex]);
}

#[test]
fn utf_16_in_both_orders() {
    let units: Vec<u16> = NAME.encode_utf16().collect();
    assert_eq!(forms(units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<u8>>()), [Form::Utf16Le]);
    assert_eq!(forms(units.iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<u8>>()), [Form::Utf16Be]);
}

#[test]
fn json_with_escapes() {
    assert_eq!(forms("Ph\\u1ea1m Th\\u1ecb \\u1ea8n Danh"), [Form::Json]);
    assert_eq!(forms("Ph\\u1EA1m Th\\u1ECB \\u1EA8n Danh"), [Form::Json]);
}

#[test]
fn several_forms_in_one_file_are_all_told() {
    let found = forms(format!("{NAME} pham thi an danh"));
    assert_eq!(found, [Form::Plain, Form::Folded]);
}

#[test]
fn files_and_folders_are_searched_and_hits_say_where() {
    let root = tempfile::tempdir().unwrap();
    let deep = root.path().join("data/mail");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("1.eml"), format!("To: {NAME}")).unwrap();
    fs::write(root.path().join("data/clean.db"), "nothing here").unwrap();
    fs::write(root.path().join("log"), "tel=0987654321").unwrap();

    let found = search(&[NAME, "0987654321"], &[&root.path().join("data"), &root.path().join("log")]);
    assert_eq!(found.files, 3);
    let found_canaries: Vec<&str> = found.hits.iter().map(|h| h.canary.as_str()).collect();
    let hits: Vec<(PathBuf, usize, Form)> = found.hits.iter().map(|h| (h.file.clone(), h.at, h.form)).collect();
    assert_eq!(found_canaries, [NAME, "0987654321"]);
    assert_eq!(hits, [(deep.join("1.eml"), 4, Form::Plain), (root.path().join("log"), 4, Form::Plain)]);
    assert_absent(&["Trần Văn Kín"], &[root.path()]);
}

#[test]
#[should_panic(expected = "1 places in 1 files hold what must be sealed")]
fn a_hit_fails() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("db"), NAME).unwrap();
    assert_absent(&[NAME], &[root.path()]);
}

#[test]
#[should_panic(expected = "nothing to search")]
fn an_empty_folder_fails() {
    assert_absent(&[NAME], &[tempfile::tempdir().unwrap().path()]);
}

#[test]
#[should_panic(expected = "missing")]
fn a_file_that_is_not_there_fails() {
    assert_absent(&[NAME], &[Path::new("missing")]);
}

#[test]
#[should_panic(expected = "too short")]
fn a_canary_that_turns_up_by_chance_is_refused() {
    forms_in(b"", "abc");
}
