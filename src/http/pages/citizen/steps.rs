//! The questions of a submission, in their order; which of them this letter is asked.

use chrono::NaiveDate;

use crate::actions::context::Context;
use crate::domain::directory::{Directory, Election, Level, Unit};
use crate::domain::ids::UnitId;
use crate::domain::kind::Matter;
use crate::http::form::Form;

codes! {
    /// A page of the submission, by the last part of its address.
    pub enum Step {
        /// What it is about.
        Matter = "matter",
        /// Which body is elected, where terms differ by it.
        Contest = "contest",
        /// What the letter is: complaint, denunciation, petition, feedback.
        Kind = "kind",
        /// Which office, where several are open to the public.
        Unit = "unit",
        /// Which election, where several are open.
        Election = "election",
        /// What happened.
        What = "what",
        /// Where and when.
        Place = "place",
        /// About whom.
        Who = "who",
        /// With or without a name.
        Identity = "identity",
        /// Name and ways to reach.
        Name = "name",
        /// How many send it.
        Others = "others",
        /// Who speaks for them.
        Representatives = "representatives",
        Papers = "papers",
        /// Check answers.
        Check = "check",
    }
}

/// The most rows for representatives (ND 124/2020 art. 6).
pub const ROWS: usize = 5;

const REPRESENTATIVES: [&str; 3 * ROWS] = [
    "representatives.0.name",
    "representatives.0.phone",
    "representatives.0.email",
    "representatives.1.name",
    "representatives.1.phone",
    "representatives.1.email",
    "representatives.2.name",
    "representatives.2.phone",
    "representatives.2.email",
    "representatives.3.name",
    "representatives.3.phone",
    "representatives.3.email",
    "representatives.4.name",
    "representatives.4.phone",
    "representatives.4.email",
];

impl Step {
    /// The fields it asks for.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Matter => &["matter"],
            Self::Contest => &["contest"],
            Self::Kind => &["kind"],
            Self::Unit => &["unit"],
            Self::Election => &["election"],
            Self::What => &["title", "body"],
            Self::Place => &["polling_area", "occurred_on.day", "occurred_on.month", "occurred_on.year"],
            Self::Who => &["respondent.name", "respondent.position"],
            Self::Identity => &["identity"],
            Self::Name => &["petitioner.name", "petitioner.address", "petitioner.phone", "petitioner.email", "petitioner.no_mail"],
            Self::Others => &["signers"],
            Self::Representatives => &REPRESENTATIVES,
            Self::Papers | Self::Check => &[],
        }
    }

    /// The fields that must be answered on it.
    pub const fn required(self) -> &'static [&'static str] {
        match self {
            Self::What => &["title", "body"],
            Self::Name => &["petitioner.name"],
            Self::Place | Self::Who | Self::Representatives | Self::Papers | Self::Check => &[],
            Self::Matter | Self::Contest | Self::Kind | Self::Unit | Self::Election | Self::Identity | Self::Others => self.names(),
        }
    }

    /// Whether this letter, as it is answered so far, is asked this.
    pub fn asked(self, form: &Form, office: &Office<'_>) -> bool {
        let named = form.get("identity") != "anonymous";
        match self {
            Self::Contest => matter(form).is_some_and(Matter::needs_contest),
            Self::Unit => office.units.len() > 1,
            Self::Election => matter(form).is_some_and(Matter::is_electoral) && office.elections(form).len() > 1,
            Self::Name | Self::Others => named,
            Self::Representatives => named && form.get("signers").trim().parse::<i32>().is_ok_and(|n| n > 1),
            Self::Matter | Self::Kind | Self::What | Self::Place | Self::Who | Self::Identity | Self::Papers | Self::Check => true,
        }
    }
}

/// The matter that was chosen.
pub fn matter(form: &Form) -> Option<Matter> {
    form.get("matter").parse().ok()
}

/// What of the office a submission needs to know.
#[derive(Debug)]
pub struct Office<'a> {
    directory: &'a Directory,
    today: NaiveDate,
    /// Those open to the public, by name.
    pub units: Vec<&'a Unit>,
}

impl<'a> Office<'a> {
    /// As it stands today.
    pub fn of(ctx: &'a Context) -> Self {
        Self::on(&ctx.directory, ctx.today())
    }

    /// As it stands on this day.
    pub fn on(directory: &'a Directory, today: NaiveDate) -> Self {
        let in_being = |u: &&Unit| u.valid_from.is_none_or(|from| from <= today) && u.valid_to.is_none_or(|to| today <= to);
        let open = |u: &&Unit| u.public && u.level != Level::PollingArea;
        let mut units: Vec<&Unit> = directory.units.values().filter(open).filter(in_being).collect();
        units.sort_by(|a, b| a.name.cmp(&b.name));
        Self { directory, today, units }
    }

    /// The unit that receives: the chosen one, or the only one.
    pub fn unit(&self, form: &Form) -> Option<&'a Unit> {
        match self.units.as_slice() {
            [only] => Some(*only),
            several => {
                let chosen: UnitId = form.get("unit").parse().ok()?;
                several.iter().find(|u| u.id == chosen).copied()
            }
        }
    }

    /// The polling areas of the unit that receives, in the order of their numbers.
    pub fn areas(&self, form: &Form) -> Vec<&'a Unit> {
        let Some(unit) = self.unit(form) else { return Vec::new() };
        let below = self.directory.below(unit.id);
        let mut areas: Vec<&Unit> =
            below.iter().filter_map(|id| self.directory.units.get(id)).filter(|u| u.level == Level::PollingArea).collect();
        areas.sort_by_key(|u| (u.sign.chars().count(), u.sign.clone()));
        areas
    }

    /// The elections that are open where the letter goes, soonest first.
    pub fn elections(&self, form: &Form) -> Vec<&'a Election> {
        self.unit(form).map(|u| self.directory.open_elections(u.id, self.today)).unwrap_or_default()
    }

    /// The election the letter is about.
    pub fn election(&self, form: &Form) -> Option<&'a Election> {
        let open = self.elections(form);
        let chosen = open.iter().find(|e| e.id.to_string() == form.get("election")).copied();
        chosen.or_else(|| open.first().copied().filter(|_| open.len() == 1))
    }

    /// The questions that this letter is asked, in order.
    pub fn steps(&self, form: &Form) -> Vec<Step> {
        Step::ALL.iter().copied().filter(|step| step.asked(form, self)).collect()
    }
}
