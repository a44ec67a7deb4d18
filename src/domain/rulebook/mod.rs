//! All time limits: which of them concern a case, in which version, with which figures of the office.

mod check;
mod mark;
mod rule;

pub use check::{check, table};
pub use mark::Mark;
pub use rule::{Cell, Duty, Extensions, Figure, NoExtension, Row, Rule, Unit, ValidBy, Version};

use serde::Deserialize;

use super::calendar::one_line;

/// The rules in the order of `law/vn/rules.toml`, and the figures that the office set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    #[serde(rename = "rule")]
    rules: Vec<Rule>,
    #[serde(skip)]
    figures: Vec<Figure>,
}

/// Why a figure of the office is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    #[error("{0}: no such rule")]
    UnknownRule(String),
    #[error("{rule}: no version {version}")]
    UnknownVersion { rule: String, version: String },
    /// A confirmed figure is law: it is not the office's to set.
    #[error("{0}: the law's figure is confirmed")]
    Confirmed(String),
    #[error("{0}: 0 to 365 days")]
    Amount(String),
    #[error("{0}: the source is missing")]
    NoSource(String),
}

impl Rulebook {
    /// Reads `law/vn/rules.toml`; the error is one line.
    pub fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| one_line(&e))
    }

    /// All rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// Every rule in every version.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rules.iter().flat_map(|rule| rule.versions.iter().map(move |version| Row { rule, version }))
    }

    /// A row of the law: this rule in this version.
    pub fn version(&self, rule: &str, version: &str) -> Option<&Version> {
        self.rule(rule)?.versions.iter().find(|v| v.version == version)
    }

    /// The rules that concern cases of this cell, milestones of the election aside.
    pub fn concerning(&self, cell: Cell) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |r| r.duty != Duty::Milestone && r.concerns(&cell))
    }

    /// Adds a figure of the office to a rule whose own is not confirmed or which sets none.
    pub fn set_figure(&mut self, figure: Figure) -> Result<(), FigureError> {
        let rule = self.rule(&figure.rule).ok_or_else(|| FigureError::UnknownRule(figure.rule.clone()))?;
        let version = rule
            .versions
            .iter()
            .find(|v| v.version == figure.version)
            .ok_or_else(|| FigureError::UnknownVersion { rule: figure.rule.clone(), version: figure.version.clone() })?;
        if version.verified && !version.no_term {
            return Err(FigureError::Confirmed(figure.rule));
        }
        if !(0..=365).contains(&figure.amount) {
            return Err(FigureError::Amount(figure.rule));
        }
        if figure.source.trim().is_empty() {
            return Err(FigureError::NoSource(figure.rule));
        }
        self.figures.push(figure);
        Ok(())
    }

    /// The office's figure for a version, as a case of this revision sees it.
    pub fn figure(&self, rule: &str, version: &str, revision: i64) -> Option<&Figure> {
        self.figures.iter().filter(|f| f.revision <= revision && f.rule == rule && f.version == version).max_by_key(|f| f.revision)
    }
}
