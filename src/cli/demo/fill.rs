//! What the script leaves to be understood: names become identifiers, dates are the day of the step, the usual signer signs.

use anyhow::{anyhow, bail};
use serde_json::{Map, Value, json};

use super::story::Story;
use crate::actions::context::Context;
use crate::domain::case::Case;
use crate::domain::ids::{MemberId, UnitId};
use crate::domain::kind::Body;
use crate::domain::party::PartyRole;
use crate::domain::verb::Verb;

/// Fields of an act, as the API takes them.
pub type Fields = Map<String, Value>;

/// The account of this name.
pub fn member(ctx: &Context, username: &str) -> anyhow::Result<MemberId> {
    let found = ctx.directory.members.values().find(|m| m.username == username);
    found.map(|m| m.id).ok_or_else(|| anyhow!("nobody is called {username}"))
}

fn unit(ctx: &Context, sign: &str) -> Option<UnitId> {
    ctx.directory.units.values().find(|u| u.sign == sign).map(|u| u.id)
}

/// A letter: `named` unless it says otherwise; the polling area by its number.
pub fn letter(ctx: &Context, letter: &mut Fields) -> anyhow::Result<()> {
    default(letter, "identity", || json!("named"));
    if let Some(area) = letter.get("polling_area").and_then(Value::as_i64) {
        let sign = format!("{}-{area}", super::office::WARD);
        let id = unit(ctx, &sign).ok_or_else(|| anyhow!("no polling area {sign}"))?;
        letter.insert("polling_area".to_owned(), json!(id));
    }
    Ok(())
}

/// The fields of one act, complete.
pub fn act(ctx: &Context, story: &Story, case: &Case, verb: Verb, written: &Fields, letter: &Fields) -> anyhow::Result<Fields> {
    let mut fields = written.clone();
    let today = json!(ctx.today());
    match verb {
        Verb::Classify | Verb::Reclassify => classification(&mut fields, case, letter),
        Verb::Assign => {
            let to = take(&mut fields, "to")?;
            fields.insert("assignee".to_owned(), json!(member(ctx, &to)?));
        }
        Verb::ProposeDisposition => {
            if let Some(to) = fields.get("to").and_then(Value::as_str).and_then(|sign| unit(ctx, sign)) {
                fields.insert("to".to_owned(), json!(to));
            }
            default(&mut fields, "ground", || json!("within_competence"));
        }
        Verb::Merge => {
            let into = take(&mut fields, "into")?;
            let into = story.cases.get(&into).ok_or_else(|| anyhow!("{into} is not there yet"))?;
            fields.insert("into".to_owned(), json!(into));
        }
        Verb::Withdraw => {
            if fields.contains_key("form") {
                let sender = case.detail.parties.iter().find(|p| p.role == PartyRole::Petitioner && !p.left);
                let sender = sender.ok_or_else(|| anyhow!("the case has no sender"))?.id;
                default(&mut fields, "party", || json!(sender));
            }
        }
        Verb::RecordVerification | Verb::RecordDialogue | Verb::Urge | Verb::Publish => default(&mut fields, "on", || today),
        Verb::RecordSignature => default(&mut fields, "signed_on", || today),
        Verb::RecordAnswer => default(&mut fields, "document_date", || today),
        Verb::ApproveDisposition | Verb::SignDecision | Verb::Extend | Verb::Suspend | Verb::Resume | Verb::Terminate => {
            default(&mut fields, "document_date", || today);
            let signer = signer(ctx, case)?;
            default(&mut fields, "signed_by", || signer);
        }
        Verb::AddLetter
        | Verb::SendBack
        | Verb::SetComplexity
        | Verb::Message
        | Verb::DraftDecision
        | Verb::Serve
        | Verb::StrikeOff
        | Verb::HandOver
        | Verb::Appeal
        | Verb::Reopen
        | Verb::Correct
        | Verb::DeclareConflict
        | Verb::ReissueReceipt
        | Verb::OpenIdentity
        | Verb::RequestReveal
        | Verb::GrantReveal
        | Verb::RefuseReveal
        | Verb::RevokeReveal
        | Verb::ConfirmConflict
        | Verb::DismissConflict => {}
    }
    Ok(fields)
}

/// As the letter says, unless the step says otherwise; eligible, unless it names a ground.
fn classification(fields: &mut Fields, case: &Case, letter: &Fields) {
    let eligible = !fields.contains_key("ineligible_ground");
    default(fields, "kind", || json!(case.kind));
    default(fields, "matter", || json!(case.matter));
    if let Some(contest) = case.contest {
        default(fields, "contest", || json!(contest));
    }
    default(fields, "form", || json!(case.form));
    default(fields, "eligible", || json!(eligible));
    let title = letter.get("title").cloned().unwrap_or_default();
    default(fields, "title", || title);
}

fn default(fields: &mut Fields, name: &str, value: impl FnOnce() -> Value) {
    fields.entry(name).or_insert_with(value);
}

fn take(fields: &mut Fields, name: &str) -> anyhow::Result<String> {
    match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => bail!("`{name}` is missing"),
    }
}

/// Who signs for the competent body of the case. Invented.
fn signer(ctx: &Context, case: &Case) -> anyhow::Result<Value> {
    let sign = ctx.directory.units.get(&case.unit).map(|u| u.sign.as_str()).unwrap_or_default();
    let body = case.competent_body.ok_or_else(|| anyhow!("the case has no competent body yet"))?;
    let (name, office, body) = match (sign, body) {
        ("LB", _) => ("Đặng Minh Tâm", "Chủ tịch", "Ủy ban nhân dân quận Long Biên"),
        ("HN", _) => ("Lê Quang Vinh", "Chủ tịch", "Ủy ban bầu cử thành phố Hà Nội"),
        (_, Body::ElectionBoard | Body::ElectionTeam) => ("Trần Đình Lộc", "Trưởng ban", "Ban bầu cử số 2 phường Cự Khối"),
        (_, Body::ElectionCommittee) => ("Nguyễn Hữu Phước", "Chủ tịch", "Ủy ban bầu cử phường Cự Khối"),
        _ => ("Nguyễn Hữu Phước", "Chủ tịch", "Ủy ban nhân dân phường Cự Khối"),
    };
    Ok(json!({ "name": name, "office": office, "body": body }))
}
