//! Cases as members were last shown them, kept in memory: a list of 25 is then 25 versions read in the database and 25 texts put
//! together. What a member may see of a version of a case follows from that version, from the office as it stands and from the
//! day, so that each of these is in the key, and nothing kept is ever out of date. With a new revision of the office, which the
//! destruction of a case's texts brings too, all that was kept is dropped.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::web::Bytes;
use chrono::NaiveDate;

use crate::actions::context::Context;
use crate::actions::read::case_view::CaseView;
use crate::domain::ids::{CaseId, MemberId};
use crate::domain::status::StatusCode;

/// How much text one generation holds, in bytes; there are two.
const MOST: usize = 4 << 20;

/// What else but the version decides on what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    version: i64,
    directory: i64,
    law: i64,
    today: NaiveDate,
}

impl State {
    fn of(ctx: &Context, version: i64) -> Self {
        Self { version, directory: ctx.directory.revision, law: ctx.law.revision, today: ctx.today() }
    }
}

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<(MemberId, CaseId), (State, Bytes)>,
    old: HashMap<(MemberId, CaseId), (State, Bytes)>,
    /// Bytes of text in the young one.
    held: usize,
    /// The revision of the office that all of it is of.
    directory: i64,
}

impl Generations {
    /// Forgets everything once the office has changed: nothing of it would be shown again, and none of it is to lie in memory.
    fn at(&mut self, directory: i64) -> &mut Self {
        if directory > self.directory {
            *self = Self { directory, ..Self::default() };
        }
        self
    }

    fn keep(&mut self, key: (MemberId, CaseId), state: State, shown: Bytes) {
        if self.held + shown.len() > MOST {
            self.old = std::mem::take(&mut self.young);
            self.held = 0;
        }
        self.held += shown.len();
        self.young.insert(key, (state, shown));
    }
}

/// Cases as JSON, by who was shown them. What was not asked for in a generation is forgotten with it.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Generations>);

impl Kept {
    /// What this member was shown of this version, today, in this office.
    pub fn of(&self, ctx: &Context, member: MemberId, case: CaseId, version: i64) -> Option<Bytes> {
        let (key, state) = ((member, case), State::of(ctx, version));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.at(state.directory);
        if let Some((at, shown)) = kept.young.get(&key) {
            return (*at == state).then(|| shown.clone());
        }
        let (at, shown) = kept.old.remove(&key)?;
        if at != state {
            return None;
        }
        kept.keep(key, at, shown.clone());
        Some(shown)
    }

    /// The JSON of a case, kept for this member; not where it names other cases, which change without it, nor where it holds what
    /// a sender wrote under seal.
    pub fn shown(&self, ctx: &Context, member: MemberId, view: &CaseView) -> Bytes {
        let shown = Bytes::from(serde_json::to_vec(view).unwrap_or_default());
        let sealed = view.confidential && view.status == StatusCode::Received;
        // A grant to open an identity ends within the day, and with it what it allows.
        let passing = view.reveals.iter().any(|reveal| reveal.until.is_some());
        if view.links.is_empty() && !sealed && !passing {
            let state = State::of(ctx, view.version);
            self.0.lock().unwrap_or_else(PoisonError::into_inner).at(state.directory).keep((member, view.id), state, shown.clone());
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(version: i64) -> State {
        State { version, directory: 1, law: 1, today: NaiveDate::MIN }
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let (member, text) = (MemberId(1), Bytes::from(vec![b'x'; MOST / 4]));
        let mut kept = Generations::default();
        for case in 0..8 {
            kept.keep((member, CaseId(case)), state(1), text.clone());
        }
        assert!(kept.young.len() <= 4 && kept.old.len() <= 4);
        assert!(kept.young.contains_key(&(member, CaseId(7))));
        kept.keep((member, CaseId(8)), state(1), text);
        assert!(!kept.old.contains_key(&(member, CaseId(0))) && !kept.young.contains_key(&(member, CaseId(0))));
    }

    #[test]
    fn with_a_new_office_all_of_it_is_gone() {
        let (key, text) = ((MemberId(1), CaseId(1)), Bytes::from_static(b"x"));
        let mut kept = Generations::default();
        kept.at(1).keep(key, state(1), text);
        assert!(kept.at(1).young.contains_key(&key) && kept.at(0).young.contains_key(&key));
        assert!(kept.at(2).young.is_empty() && kept.old.is_empty() && kept.held == 0);
    }
}
