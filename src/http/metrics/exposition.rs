//! Prometheus' text format, version 0.0.4: families of samples, each with help and type. Written by hand: it is lines.

use std::fmt::{Display, Write};
use std::time::Duration;

/// What the numbers of a family mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Only rises, from the start of the process.
    Counter,
    /// Rises and falls.
    Gauge,
    /// Buckets, a sum and a count.
    Histogram,
}

/// Names and values of labels.
pub type Labels<'a> = &'a [(&'a str, &'a str)];

/// A text in the making.
#[derive(Debug, Default)]
pub struct Exposition {
    text: String,
    family: &'static str,
}

impl Exposition {
    /// The media type of the text.
    pub const MEDIA_TYPE: &'static str = "text/plain; version=0.0.4; charset=utf-8";

    /// Begins a family. Its samples follow at once.
    pub fn family(&mut self, name: &'static str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        // Writing into a String cannot fail.
        let _ = writeln!(self.text, "# HELP {name} {}\n# TYPE {name} {kind}", help.replace('\\', "\\\\").replace('\n', "\\n"));
        self.family = name;
    }

    /// A sample of the family: what stands after its name (`_bucket` and so on, or nothing), labels, the number.
    pub fn sample(&mut self, suffix: &str, labels: Labels<'_>, value: impl Display) {
        let _ = write!(self.text, "{}{suffix}", self.family);
        for (at, (name, value)) in labels.iter().enumerate() {
            let _ = write!(self.text, "{}{name}=\"{}\"", if at == 0 { '{' } else { ',' }, escaped(value));
        }
        let _ = writeln!(self.text, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    /// A sample that is a length of time, in seconds.
    pub fn seconds(&mut self, suffix: &str, labels: Labels<'_>, value: Duration) {
        self.sample(suffix, labels, value.as_secs_f64());
    }

    /// A family of one sample without labels.
    pub fn single(&mut self, name: &'static str, kind: Kind, help: &str, value: impl Display) {
        self.family(name, kind, help);
        self.sample("", &[], value);
    }

    /// The text.
    pub fn into_text(self) -> String {
        self.text
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_reads_as_the_format_says() {
        let mut out = Exposition::default();
        out.family("x_total", Kind::Counter, "All \\ of\nit.");
        out.sample("", &[("a", "one\"\\\n"), ("b", "2")], 3);
        out.single("y", Kind::Gauge, "It.", 0.5);
        assert_eq!(
            out.into_text(),
            "# HELP x_total All \\\\ of\\nit.\n# TYPE x_total counter\nx_total{a=\"one\\\"\\\\\\n\",b=\"2\"} 3\n\
             # HELP y It.\n# TYPE y gauge\ny 0.5\n"
        );
    }
}
