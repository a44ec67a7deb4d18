//! A register as a file that spreadsheets open: UTF-8 with its mark, so that Vietnamese is read as such.

use actix_web::HttpResponse;
use actix_web::http::header;

use crate::http::error::{Answer, ApiError};

/// A file of this name with these lines.
pub fn file(name: &str, lines: &[Vec<String>]) -> Answer {
    let bytes = written(lines).map_err(|error| {
        tracing::error!(%error, "a file could not be written");
        ApiError::Internal
    })?;
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(bytes))
}

fn written(lines: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        writer.write_record(line.iter().map(|cell| guarded(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A cell that a spreadsheet would take for a formula becomes text (OWASP, "CSV injection"): what people typed stands here.
fn guarded(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if formula || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_typed_is_a_formula() {
        for typed in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"] {
            assert_eq!(guarded(typed), format!("'{typed}"));
        }
        for plain in ["Nguyễn Văn An", "0012/2021/CK", "a=b", "", "số 5-7"] {
            assert_eq!(guarded(plain), plain);
        }
    }

    #[test]
    fn separators_quotes_and_line_breaks_stay_within_their_cell() {
        let bytes =
            written(&[vec!["a,b".into(), "c\"d".into(), "e\nf".into()], vec!["=x\",=y".into(), String::new(), "g".into()]]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}\"a,b\",\"c\"\"d\",\"e\nf\"\r\n\"'=x\"\",=y\",,g\r\n");
    }
}
