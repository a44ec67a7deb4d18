//! What the demo prints when it answers: accounts, a case to track, and lines that walk a case from the letter to the closing.

use std::fmt::Write;

use chrono::{DateTime, Utc};

use super::folder::Mark;
use super::office::{ACCOUNTS, PASSWORD};
use crate::actions::context::Context;
use crate::domain::zone::ZONE;

/// All of it. `address`: where it answers, e.g. `http://127.0.0.1:8080`.
pub fn printed(ctx: &Context, mark: &Mark, address: &str, now: DateTime<Utc>) -> String {
    let clock = now.with_timezone(&ZONE).format("%d/%m/%Y %H:%M");
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "The demo: phường Cự Khối before the election of 23/05/2021. Its clock shows {clock} in Vietnam and runs.\n\
         The API describes itself at {address}/api/docs\n\n\
         Accounts; the password of all is {PASSWORD}"
    );
    for account in ACCOUNTS {
        let _ = writeln!(out, "  {:<8} {:<10} {:<3} {} ({})", account.username, account.role, account.unit, account.name, account.office);
    }
    let (number, code) = &mark.tracked;
    let _ = writeln!(out, "\nA case to track as its sender: number {number}, receipt code {code}");
    let _ = writeln!(out, "\nOne case from this morning's letter to its closing (bash, curl, jq):\n\n{}", walk(ctx, mark, address));
    out
}

/// Lines of a shell that one can paste.
pub fn walk(ctx: &Context, mark: &Mark, address: &str) -> String {
    let duc = ctx.directory.members.values().find(|m| m.username == "duc").map(|m| m.id.to_string()).unwrap_or_default();
    let (case, (number, code)) = (&mark.walked, &mark.tracked);
    format!(
        r#"  A={address}/api/v1; C={case}; J='Content-Type: application/json'
  token() {{ curl -fsS $A/session -H "$J" -d '{{"username":"'$1'","password":"{PASSWORD}"}}' | jq -r .access_token; }}
  sign_in() {{ for who in thao duc khanh lan; do declare -g "token_$who=$(token $who)"; done; }}
  see() {{ local t=token_$1; curl -fsS "$A/$2" -H "Authorization: Bearer ${{!t}}"; }}
  act() {{ local t=token_$1; curl -fsS "$A/cases/$C/$2" -H "Authorization: Bearer ${{!t}}" -H "$J" -d "$3" | jq -c '{{number, status, next_due}}'; }}
  sign_in
  act thao classify '{{"kind":"complaint","matter":"voter_list","track":"election","title":"Thiếu tên trong danh sách cử tri khu vực 2","form":"signed","eligible":true,"competent_body":"commune_peoples_committee"}}'
  act duc assign '{{"assignee":"{duc}"}}'
  act duc propose-disposition '{{"disposition":"accept","ground":"within_competence","legal_basis":"Điều 33 Luật Bầu cử"}}'
  act khanh approve-disposition '{{}}'
  act duc draft-decision '{{"result":"justified","reasons":"Đã có xác nhận cư trú.","legal_basis":"Điều 33 Luật Bầu cử","remedy":"Ghi tên cử tri."}}'
  D=$(see lan cases/$C/events | jq -r '.items[-1].on')
  act lan sign-decision '{{"signed_by":{{"name":"Nguyễn Hữu Phước","office":"Chủ tịch","body":"UBND phường Cự Khối"}},"document_no":"06/QĐ-UBND-BC","document_date":"'$D'"}}'
  see thao cases/$C/documents | jq -c '.items[] | .id as $d | .services[] | select(.means == null) | {{document: $d, party, means: "in_person", served_on: "'$D'"}}' |
    while read -r service; do act thao serve "$service"; done
  see duc cases/$C/deadlines | jq -c '.items[] | [.rule, .due, .state]'
  curl -fsS $A/public/track -H "$J" -d '{{"number":"{number}","receipt_code":"{code}"}}' | jq '.case | {{number, status, sentence}}'
  curl -fsS $A/demo/clock -H "$J" -d '{{"days":3}}'; sign_in
  see khanh overdue | jq -c '.items[] | [.number, .next_due, .title]'
  see khanh 'cases?phase=frozen' | jq -c '.items[] | [.number, .status, .title]'"#
    )
}
