//! What the demo prints when it answers: accounts, a case to track, where mails are, and lines that walk a case from the letter
//! to its closing and move the clock into the freeze.

use std::fmt::Write;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::folder::Mark;
use super::office::{ACCOUNTS, PASSWORD};
use crate::config::Config;
use crate::domain::zone::ZONE;

/// The address of the sender whose letter the lines walk; nobody has it (RFC 2606).
const SENDER: &str = "sen.kim@thu.example";

/// All of it. `address`: where it answers, e.g. `http://127.0.0.1:8080`.
pub fn printed(config: &Config, mark: &Mark, address: &str, now: DateTime<Utc>) -> String {
    let clock = now.with_timezone(&ZONE).format("%d/%m/%Y %H:%M");
    let folder = config.mail.smtp.is_none().then(|| config.data.join("mail"));
    // The lines are pasted in another terminal, which may stand in another folder.
    let folder = folder.map(|mail| std::path::absolute(&mail).unwrap_or(mail));
    let mails = folder.as_ref().map_or_else(
        || "Mails go to the mail server that is set.".to_owned(),
        |folder| format!("Mails are files in {}: any mail program opens them; those of secret cases lie there sealed.", folder.display()),
    );
    let (number, code) = &mark.tracked;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "The demo: phường Cự Khối before the election of 23/05/2021. Its clock shows {clock} in Vietnam and runs.\n\
         The API describes itself at {address}/api/docs\n\
         {mails}\n\n\
         Accounts; the password of all is {PASSWORD}"
    );
    for account in ACCOUNTS {
        let role = account.role.to_string();
        let _ = writeln!(out, "  {:<8} {role:<10} {:<3} {} ({})", account.username, account.unit, account.name, account.office);
    }
    let _ = writeln!(out, "\nA case to track as its sender: number {number}, receipt code {code}");
    let _ = writeln!(
        out,
        "\nOne case from the letter to its closing, then three days on into the freeze (paste into bash or zsh; curl and jq):\n\n{}",
        walk(address, folder.as_deref())
    );
    out
}

/// Lines of a shell that one can paste, any number of times. `mails`: the folder of mails, if there is one.
pub fn walk(address: &str, mails: Option<&Path>) -> String {
    let mut lines = format!(
        r#"  A={address}/api/v1; J='Content-Type: application/json'
  token() {{ curl -fsS $A/session -H "$J" -d '{{"username":"'$1'","password":"{PASSWORD}"}}' | jq -r .access_token; }}
  sign_in() {{ thao=$(token thao); duc=$(token duc); khanh=$(token khanh); lan=$(token lan); }}
  see() {{ curl -fsS "$A/$2" -H "Authorization: Bearer $1"; }}
  act() {{ curl -fsS "$A/cases/$C/$2" -H "Authorization: Bearer $1" -H "$J" -d "$3" | jq -c '{{number, status, next_due}}'; }}
  track() {{ jq -c '{{number, receipt_code}}' <<<"$R" | curl -fsS $A/public/track -H "$J" -d @- | jq -r .case.sentence; }}
  R=$(curl -fsS $A/public/cases -H "$J" -d '{{"kind":"complaint","matter":"voter_list","identity":"named","title":"Tôi không có tên trong danh sách cử tri","body":"Tôi đã chuyển hộ khẩu về tổ 3 nhưng danh sách niêm yết không có tên tôi.","petitioner":{{"name":"Kim Thị Sen","email":"{SENDER}"}}}}')
  jq -c '{{number, receipt_code, due: [.deadlines[] | [.rule, .due]]}}' <<<"$R"
  sign_in; C=$(see $thao 'cases?status=received&sort=-received_at&limit=1' | jq -r '.items[0].id')
  act $thao classify '{{"kind":"complaint","matter":"voter_list","track":"election","title":"Thiếu tên trong danh sách cử tri khu vực 2","form":"unsigned","eligible":true,"competent_body":"commune_peoples_committee"}}'
  act $duc assign '{{"assignee":"'$(see $duc me | jq -r .id)'"}}'
  act $duc propose-disposition '{{"disposition":"accept","ground":"within_competence","legal_basis":"Điều 33 Luật Bầu cử"}}'
  act $khanh approve-disposition '{{}}'; track
  act $duc draft-decision '{{"result":"justified","reasons":"Đã có xác nhận cư trú.","legal_basis":"Điều 33 Luật Bầu cử","remedy":"Ghi tên cử tri."}}'
  D=$(see $lan cases/$C/events | jq -r '.items[-1].on')
  act $lan sign-decision '{{"signed_by":{{"name":"Nguyễn Hữu Phước","office":"Chủ tịch","body":"UBND phường Cự Khối"}},"document_no":"06/QĐ-UBND-BC","document_date":"'$D'"}}'
  see $thao cases/$C/documents | jq -c '.items[] | .id as $d | .services[] | select(.means == null) | {{document: $d, party, means: "in_person", served_on: "'$D'"}}' |
    while read -r service; do act $thao serve "$service"; done; track
  see $duc cases/$C/deadlines | jq -c '.items[] | [.rule, .due, .state]'
  curl -fsS $A/demo/clock -H "$J" -d '{{"days":3}}' | jq -c .; sign_in
  see $khanh overdue | jq -c '.items[] | [.number, .next_due, .title]'
  see $khanh 'cases?phase=frozen' | jq -c '.items[] | [.number, .status, .title]'"#
    );
    if let Some(folder) = mails {
        let _ = write!(
            lines,
            "\n  (cd '{}' && for f in $(grep -l {SENDER} *.eml); do awk '/: base64/ {{ b = 1; next }} b && /^--/ {{ exit }} b' $f | tr -d '\\r' | base64 -d; done)",
            folder.display().to_string().replace('\'', r"'\''")
        );
    }
    lines
}
