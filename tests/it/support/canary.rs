//! Looks for what must not be there: canary texts in the bytes of files, whichever way they are written.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use redress::domain::text::fold;

/// A canary has at least so many bytes: a shorter one turns up by chance, above all in base64.
const LEAST: usize = 6;

/// How a canary was written where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// UTF-8 as it is.
    Plain,
    /// Without diacritics and capitals, as search folds it.
    Folded,
    /// With `%41` (RFC 3986), any letters of it, `+` or `%20` for a blank.
    Percent,
    /// With `=41` (RFC 2045), soft line breaks within.
    QuotedPrintable,
    /// Either alphabet of RFC 4648, at any of the three alignments, lines broken or not.
    Base64,
    /// Small or capital.
    Hex,
    Utf16Le,
    Utf16Be,
    /// Letters beyond ASCII as `\u1ea1`.
    Json,
}

/// A canary that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub file: PathBuf,
    /// The place of its first byte.
    pub at: usize,
    pub canary: String,
    pub form: Form,
}

/// What a search went through, and what it found.
#[derive(Debug, Default)]
pub struct Search {
    pub files: usize,
    pub bytes: usize,
    pub hits: Vec<Hit>,
}

/// Searches files, and folders with all below them. A place that does not exist fails: a search of nothing proves nothing.
pub fn search(canaries: &[&str], places: &[&Path]) -> Search {
    let mut found = Search::default();
    for place in places {
        walk(canaries, place, &mut found);
    }
    found
}

/// Fails with each hit, or when there was nothing to search.
pub fn assert_absent(canaries: &[&str], places: &[&Path]) {
    let found = search(canaries, places);
    assert!(found.bytes > 0, "nothing to search in {places:?}");
    let shown: Vec<String> =
        found.hits.iter().map(|h| format!("{}: {:?} as {:?} at byte {}", h.file.display(), h.canary, h.form, h.at)).collect();
    assert!(shown.is_empty(), "{} places in {} files hold what must be sealed:\n{}", shown.len(), found.files, shown.join("\n"));
}

fn walk(canaries: &[&str], place: &Path, found: &mut Search) {
    if place.is_dir() {
        let mut below: Vec<PathBuf> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
        below.sort();
        for inner in below {
            walk(canaries, &inner, found);
        }
        return;
    }
    let bytes = match fs::read(place) {
        Ok(bytes) => bytes,
        // A file that is being written bears another name as soon as it is whole; that one is searched.
        Err(gone) if gone.kind() == std::io::ErrorKind::NotFound && place.extension().is_some_and(|end| end == "part") => {
            let whole = place.with_extension("");
            return walk(canaries, &whole, found);
        }
        Err(e) => panic!("{}: {e}", place.display()),
    };
    found.files += 1;
    found.bytes += bytes.len();
    let hit = |Sight { canary, form, at }| Hit { file: place.to_owned(), at, canary: canaries[canary].to_owned(), form };
    found.hits.extend(sights(&bytes, canaries).into_iter().map(hit));
}

/// Where a canary, by its place in the list, first stands in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sight {
    canary: usize,
    form: Form,
    at: usize,
}

/// Every canary in every form in which it stands in these bytes, in the order of the list.
fn sights(bytes: &[u8], canaries: &[&str]) -> Vec<Sight> {
    for canary in canaries {
        assert!(canary.len() >= LEAST, "the canary {canary:?} is too short: at least {LEAST} bytes");
    }
    let mut found: Vec<Sight> = Vec::new();
    let mut look = |form: Form, needles: &dyn Fn(&str) -> Vec<Vec<u8>>, find: &dyn Fn(&[u8]) -> Option<usize>| {
        for (place, canary) in canaries.iter().enumerate() {
            let first = needles(canary).iter().filter_map(|needle| find(needle)).min();
            found.extend(first.map(|at| Sight { canary: place, form, at }));
        }
    };

    let plain = |needle: &[u8]| memmem::find(bytes, needle);
    let folded = |canary: &str| Some(fold(canary)).filter(|folded| folded != canary).map(String::into_bytes).into_iter().collect();
    look(Form::Plain, &|canary| vec![canary.into()], &plain);
    look(Form::Folded, &folded, &plain);
    look(Form::Hex, &|canary| vec![hex(canary).into_bytes(), hex(canary).to_uppercase().into_bytes()], &plain);
    look(Form::Utf16Le, &|canary| vec![canary.encode_utf16().flat_map(u16::to_le_bytes).collect()], &plain);
    look(Form::Utf16Be, &|canary| vec![canary.encode_utf16().flat_map(u16::to_be_bytes).collect()], &plain);
    look(Form::Json, &json, &plain);

    let percent = View::decoded(bytes, b'%');
    look(Form::Percent, &|canary| vec![canary.into(), canary.replace(' ', "+").into()], &|needle| percent.find_decoded(needle));
    drop(percent);
    let quoted = View::decoded(bytes, b'=');
    look(Form::QuotedPrintable, &|canary| vec![canary.into()], &|needle| quoted.find_decoded(needle));
    drop(quoted);
    let unbroken = View::without_line_breaks(bytes);
    look(Form::Base64, &base64_cores, &|needle| unbroken.find(needle));

    found.sort_unstable();
    found
}

/// Bytes after a decoding, each with the place in the file that it came from and the place after that.
struct View {
    bytes: Vec<u8>,
    from: Vec<(usize, usize)>,
}

impl View {
    fn without_line_breaks(bytes: &[u8]) -> Self {
        let kept = bytes.iter().zip(0..).filter(|(b, _)| !matches!(b, b'\r' | b'\n'));
        let (bytes, from) = kept.map(|(b, at)| (*b, (at, at + 1))).unzip();
        Self { bytes, from }
    }

    /// Each mark with two hexadecimal digits after it is one byte; a mark before a line break joins the lines.
    fn decoded(bytes: &[u8], mark: u8) -> Self {
        let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
        let mut view = Self { bytes: Vec::new(), from: Vec::new() };
        let mut at = 0;
        while at < bytes.len() {
            let (byte, length) = match (bytes[at] == mark, digit(at + 1), digit(at + 2)) {
                (true, Some(high), Some(low)) => (u8::try_from(high * 16 + low).ok(), 3),
                (true, ..) if bytes[at + 1..].starts_with(b"\r\n") => (None, 3),
                (true, ..) if bytes[at + 1..].starts_with(b"\n") => (None, 2),
                _ => (Some(bytes[at]), 1),
            };
            if let Some(byte) = byte {
                view.bytes.push(byte);
                view.from.push((at, at + length));
            }
            at += length;
        }
        view
    }

    /// Where in the file the needle first stands.
    fn find(&self, needle: &[u8]) -> Option<usize> {
        memmem::find(&self.bytes, needle).map(|at| self.from[at].0)
    }

    /// The same, only where something was decoded on the way.
    fn find_decoded(&self, needle: &[u8]) -> Option<usize> {
        let coded = |at: &usize| self.from[at + needle.len() - 1].1 - self.from[*at].0 > needle.len();
        memmem::find_iter(&self.bytes, needle).find(coded).map(|at| self.from[at].0)
    }
}

fn hex(text: &str) -> String {
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

/// The letters of base64 that a text always has, wherever in the encoded whole it begins: three alignments, two alphabets.
fn base64_cores(text: &str) -> Vec<Vec<u8>> {
    let core = |before: usize| {
        let encoded = STANDARD.encode([&vec![0; before], text.as_bytes()].concat());
        let (first, end) = ((8 * before).div_ceil(6), 8 * (before + text.len()) / 6);
        encoded[first..end].to_owned()
    };
    let both = |core: String| [core.replace('+', "-").replace('/', "_").into_bytes(), core.into_bytes()];
    [0, 1, 2].map(core).into_iter().flat_map(both).collect()
}

/// Small and capital digits; none where there is nothing to escape.
fn json(text: &str) -> Vec<Vec<u8>> {
    let written = |escape: fn(u16) -> String| {
        let letter = |c: char| if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut [0; 2]).iter().map(|u| escape(*u)).collect() };
        text.chars().map(letter).collect::<String>().into_bytes()
    };
    if text.is_ascii() { Vec::new() } else { vec![written(|u| format!("\\u{u:04x}")), written(|u| format!("\\u{u:04X}"))] }
}

#[cfg(test)]
mod tests;
