//! A new letter: a case of the e-mail channel, unsigned, to be classified by whoever reads it.

use super::attached::{bring, note};
use super::{Became, NotTaken, Taking};
use crate::actions::context::Context;
use crate::actions::intake::receive_mailed;
use crate::actions::receive_case::{ChosenIdentity, Petitioner, ReceiveCase};
use crate::domain::contact::Email;
use crate::domain::event::Event;
use crate::domain::ids::UnitId;
use crate::domain::kind::{Kind, Matter};
use crate::domain::text::Line;

/// Takes it. Its receipt goes out with it, without a receipt code: that is given at the counter.
pub(super) fn take(taking: &Taking<'_>, marks: &[String]) -> Result<Became, NotTaken> {
    let (ctx, mail) = (taking.ctx, taking.mail);
    // All that some people write is the subject: that is then the letter.
    let brought = match bring(ctx, mail, &mail.text)? {
        Some(brought) => brought,
        None => bring(ctx, mail, &mail.subject)?.ok_or(NotTaken::Empty)?,
    };
    let title = Line::parse(&mail.subject).or_else(|_| Line::parse(&note("mail-in-no-subject", &[])));
    let (Ok(title), Some(petitioner)) = (title, petitioner(taking)) else { return Err(NotTaken::NoSender) };
    // Nobody has said what it is. Feedback has no form and no right of its own to lose: whoever classifies finds out what it is
    // by its content (TT 05/2021 art. 6), and all dates are computed anew from this receipt.
    let letter = ReceiveCase {
        kind: Kind::Feedback,
        matter: Matter::Other,
        identity: ChosenIdentity::Named,
        title,
        body: brought.body.clone(),
        language: None,
        occurred_on: None,
        polling_area: None,
        unit: unit(ctx, marks),
        election: None,
        contest: None,
        channel: None,
        received_at: None,
        form: None,
        petitioner: Some(petitioner),
        respondent: None,
        signers: None,
        representatives: Vec::new(),
        sent_by: None,
    };
    brought.put(ctx)?;
    let taken = taking.write(|conn| {
        if let Some(before) = taking.note(conn, "letter")? {
            return Ok(before);
        }
        let receipt = receive_mailed(ctx, conn, &letter)?;
        let loaded = &receipt.loaded;
        let came_with = loaded.history.iter().find_map(|e| match &e.event {
            Event::Received(received) => Some(received.letter),
            _ => None,
        });
        brought.enter(ctx, conn, &loaded.key, (loaded.case.id, came_with), ctx.clock.now())?;
        Ok(Became::Letter(loaded.case.id))
    });
    if !matches!(taken, Ok(Became::Letter(_))) {
        brought.discard(ctx)?;
    }
    taken
}

/// Who wrote it, by what the message says: nobody has looked at an identity.
fn petitioner(taking: &Taking<'_>) -> Option<Petitioner> {
    let (name, address) = taking.mail.from.as_ref()?;
    let local = address.rsplit_once('@').map_or(address.as_str(), |(local, _)| local);
    let name = name.as_deref().and_then(|n| Line::parse(n).ok()).or_else(|| Line::parse(local).ok())?;
    let email = Email::parse(address).ok();
    // An address to which this office cannot write is kept as it stands.
    let written = if email.is_some() { None } else { Some(Line::parse(address).ok()?) };
    Some(Petitioner { name: Some(name), address: written, phone: None, email, id_number: None, no_mail: false })
}

/// The unit whose sign is the mark of the address; without one the only unit that is open to the public.
fn unit(ctx: &Context, marks: &[String]) -> Option<UnitId> {
    let open = ctx.directory.units.values().filter(|u| u.public);
    let mut marked: Vec<UnitId> = open.filter(|u| marks.iter().any(|m| u.sign.as_str().eq_ignore_ascii_case(m))).map(|u| u.id).collect();
    marked.sort_unstable();
    marked.first().copied()
}
