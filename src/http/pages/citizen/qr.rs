//! A QR code (ISO/IEC 18004) as an SVG that stands in a page.

use std::fmt::Write;

use qrcode::{Color, QrCode};

/// Light modules around the code, as readers need them.
const QUIET: usize = 4;

/// The drawing of this address; `label` says to those who do not see it what it is. Empty: the address is too long for any code.
pub fn svg(address: &str, label: &str) -> String {
    let Ok(code) = QrCode::new(address) else { return String::new() };
    let side = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(side).enumerate() {
        let mut at = 0;
        while at < side {
            let run = colors.iter().skip(at).take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                // Writing to a String does not fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", at + QUIET, row + QUIET);
            }
            at += run.max(1);
        }
    }
    let whole = side + 2 * QUIET;
    let label = label.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<svg viewBox=\"0 0 {whole} {whole}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let address = "https://redress.example/track";
        let drawn = svg(address, "a \"b\"");
        let code = QrCode::new(address).unwrap();
        let dark = code.to_colors().iter().filter(|c| **c == Color::Dark).count();
        let runs = drawn.split('h').skip(1).filter_map(|r| r.split('v').next()?.parse::<usize>().ok());
        assert_eq!(runs.sum::<usize>(), dark);
        assert!(drawn.contains("a &quot;b&quot;") && drawn.len() < 12_000);
    }
}
