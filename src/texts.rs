//! The sentences people read, in Vietnamese and English, from `locales/`. Imports nothing of ours.

use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use serde::{Deserialize, Serialize};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Marks of direction around values would be copied into numbers and addresses.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static VI: LanguageIdentifier = langid!("vi");
static EN: LanguageIdentifier = langid!("en");

/// A language the office answers in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::Vi, Self::En];

    /// Its tag (BCP 47).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The best of an `Accept-Language` header (RFC 9110 section 12.5.4); none when it asks for neither.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts.find_map(|p| p.trim().strip_prefix("q=").map(|q| q.parse::<f32>().unwrap_or(0.0))).unwrap_or(1.0);
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            if let Ok(lang) = primary.parse::<Self>()
                && quality > best.map_or(0.0, |(_, q)| q)
            {
                best = Some((lang, quality));
            }
        }
        best.map(|(lang, _)| lang)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }
}

impl FromStr for Lang {
    type Err = ();
    fn from_str(tag: &str) -> Result<Self, ()> {
        match tag {
            "vi" => Ok(Self::Vi),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}

/// What the laws of a citation are called in English; the longer of two that begin alike comes first.
const LAWS: &[(&str, &str)] = &[
    ("Luật Tố tụng hành chính", "Administrative Procedure Law"),
    ("Luật TTHC", "Administrative Procedure Law"),
    ("Luật Tiếp công dân", "Citizen Reception Law"),
    ("Luật Khiếu nại", "Complaint Law"),
    ("Luật Tố cáo", "Denunciation Law"),
    ("Luật Bầu cử", "Election Law"),
    ("Bộ luật Lao động", "Labour Code"),
    ("Bộ luật Dân sự", "Civil Code"),
    ("Nghị định ", "Decree "),
    ("NĐ ", "Decree "),
    ("Thông tư ", "Circular "),
    ("TT ", "Circular "),
    ("Luật ", "Law "),
    ("Quy định của địa phương", "Local regulations"),
    ("thông báo lịch nghỉ của năm", "the year's notice of days off"),
    ("sửa đổi bởi", "amended by"),
    ("không định thời hạn", "sets no time limit"),
    ("lịch bầu cử", "election calendar"),
    ("phụ lục", "annex"),
    ("điều ", "art. "),
    ("khoản ", "para. "),
];

/// A citation as a reader of this language knows it: `Luật Bầu cử 85/2015/QH13, điều 33` is `Election Law 85/2015/QH13, art. 33`.
pub fn law(lang: Lang, citation: &str) -> Cow<'_, str> {
    match lang {
        Lang::Vi => Cow::Borrowed(citation),
        Lang::En => Cow::Owned(LAWS.iter().fold(citation.to_owned(), |said, (vi, en)| said.replace(vi, en))),
    }
}

type Made = HashMap<(Lang, String), Arc<str>>;

/// Texts without values, as they were first made: a page has a hundred of them.
static PLAIN: LazyLock<RwLock<Made>> = LazyLock::new(Default::default);

/// The text of this id that takes no values; none when no locale has it.
fn plain(lang: Lang, id: &str) -> Option<String> {
    let key = (lang, id.to_owned());
    if let Some(text) = PLAIN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Some(text.to_string());
    }
    let text = LOCALES.try_lookup(lang.identifier(), id)?;
    PLAIN.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::from(text.as_str()));
    Some(text)
}

/// The text of this id with these values; none when no locale has it. A value called `basis` is a citation.
pub fn text(lang: Lang, id: &str, args: &[(&str, String)]) -> Option<String> {
    if args.is_empty() {
        return plain(lang, id);
    }
    let value = |name: &str, value: &str| if name == "basis" { law(lang, value).into_owned() } else { value.to_owned() };
    let values: HashMap<Cow<'static, str>, FluentValue> =
        args.iter().map(|(name, given)| (Cow::Owned((*name).to_owned()), FluentValue::from(value(name, given)))).collect();
    LOCALES.try_lookup_with_args(lang.identifier(), id, &values)
}

/// The text of this id without values, or the id itself: a missing word is seen, never an error.
pub fn word(lang: Lang, id: &str) -> String {
    text(lang, id, &[]).unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_what_the_header_likes_best() {
        assert_eq!(Lang::accepted("en-GB,en;q=0.9,vi;q=0.8"), Some(Lang::En));
        assert_eq!(Lang::accepted("fr, vi-VN;q=0.7, en;q=0.3"), Some(Lang::Vi));
        assert_eq!(Lang::accepted("en;q=0, vi;q=0.1"), Some(Lang::Vi));
        assert_eq!(Lang::accepted("fr"), None);
        assert_eq!(Lang::accepted("en;q=x"), None);
    }

    #[test]
    fn a_citation_is_english_to_who_reads_english() {
        for (vi, en) in [
            (
                "Luật Bầu cử 85/2015/QH13 (sửa đổi bởi 83/2025/QH15), điều 33",
                "Election Law 85/2015/QH13 (amended by 83/2025/QH15), art. 33",
            ),
            ("NĐ 31/2019/NĐ-CP, điều 3", "Decree 31/2019/NĐ-CP, art. 3"),
            ("Luật 83/2025/QH15", "Law 83/2025/QH15"),
        ] {
            assert_eq!((law(Lang::En, vi).as_ref(), law(Lang::Vi, vi).as_ref()), (en, vi));
        }
    }

    #[test]
    fn a_text_has_its_values_and_a_missing_one_is_none() {
        let said = text(Lang::En, "problem-too_many_requests", &[("seconds", "7".into())]);
        assert_eq!(said.as_deref(), Some("Too many requests from here. Please try again in 7 seconds."));
        assert_eq!(text(Lang::En, "no-such-text", &[]), None);
    }

    #[test]
    fn a_choice_within_a_text_is_made() {
        let due = |weekday: &str| text(Lang::En, "weekday", &[("weekday", weekday.to_owned())]);
        assert_eq!(due("mon").as_deref(), Some("Monday"));
        assert_eq!(due("sun").as_deref(), Some("Sunday"));
    }
}
