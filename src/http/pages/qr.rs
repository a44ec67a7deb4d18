//! A QR code as SVG, to stand in a page.

use qrcode::QrCode;
use qrcode::render::svg::Color;

/// The drawing of this text, with a name for those who do not see it; empty where the text is too long for any code.
///
/// The name is a text of ours, and what it holds of markup is escaped. Nothing of a case may stand in a code.
pub fn svg(text: &str, name: &str) -> String {
    let Ok(code) = QrCode::new(text.as_bytes()) else { return String::new() };
    let drawn = code.render::<Color<'_>>().min_dimensions(160, 160).quiet_zone(true).build();
    // What stands before the element is for files.
    let element = drawn.find("<svg ").and_then(|at| drawn.get(at + "<svg ".len()..)).unwrap_or_default();
    let name = name.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<svg role=\"img\" aria-label=\"{name}\" {element}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_element_without_styles() {
        let drawn = svg("https://redress.example/track", "A & \"B\"");
        assert!(drawn.starts_with("<svg role=\"img\" aria-label=\"A &amp; &quot;B&quot;\" "), "{drawn:.120}");
        assert!(drawn.trim_end().ends_with("</svg>") && drawn.contains("<path"));
        assert!(!drawn.contains("style") && !drawn.contains("<?xml") && drawn.len() < 12_000, "{}", drawn.len());
        assert_eq!(svg(&"x".repeat(5000), ""), "");
    }
}
