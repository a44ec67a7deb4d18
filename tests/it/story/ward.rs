//! The ward of the story: Cự Khối with its neighbours and those above it, its members, and two elections.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, NaiveDateTime, Utc};
use redress::domain::ids::UnitId;
use redress::domain::permission::Role;
use redress::domain::zone::ZONE;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::app::{TestApp, each_app};
use crate::support::http::{Ask, Reply};

/// Sign, the unit above, level, the bodies it works for, open to the public.
const UNITS: &[(&str, &str, &str, &[&str], bool)] = &[
    ("HN", "VN", "province", &["provincial_election_committee", "provincial_peoples_committee"], false),
    ("LB", "HN", "district", &["district_peoples_committee"], false),
    ("CK", "LB", "ward", &["commune_peoples_committee", "election_committee", "election_board", "election_team"], true),
    ("TB", "LB", "ward", &["commune_peoples_committee", "election_committee", "election_board"], false),
    ("KV1", "CK", "polling_area", &[], false),
    ("KV7", "CK", "polling_area", &[], false),
    ("KV9", "TB", "polling_area", &[], false),
];

/// Everybody who works here: two supervisors in the ward, one with two roles, and people above and beside it.
const MEMBERS: &[(&str, &[(Role, &str)])] = &[
    ("lan", &[(Role::Clerk, "CK")]),
    ("thu", &[(Role::Clerk, "CK")]),
    ("minh", &[(Role::Officer, "CK")]),
    ("hoa", &[(Role::Officer, "CK")]),
    ("bao", &[(Role::Officer, "CK"), (Role::Supervisor, "CK")]),
    ("tuan", &[(Role::Supervisor, "CK")]),
    ("hai", &[(Role::Clerk, "TB"), (Role::Officer, "TB")]),
    ("dung", &[(Role::Supervisor, "TB")]),
    ("vinh", &[(Role::Officer, "LB")]),
    ("yen", &[(Role::Supervisor, "LB")]),
    ("phong", &[(Role::Officer, "HN")]),
    ("quang", &[(Role::Supervisor, "HN")]),
    ("sat", &[(Role::Observer, "VN")]),
    ("admin", &[(Role::Admin, "VN")]),
];

/// The founded ward.
pub struct Ward<'a> {
    pub app: &'a TestApp,
    units: HashMap<&'static str, String>,
    members: HashMap<&'static str, String>,
    /// Tokens by name, with when they were given: the clock of the story leaves them behind.
    tokens: Mutex<HashMap<&'static str, (DateTime<Utc>, String)>>,
}

/// Runs a chapter on both databases; it begins at this time of Vietnam.
pub fn in_the_ward(at: &str, chapter: impl Fn(&Ward<'_>)) {
    each_app(|app| chapter(&Ward::found(app, at)));
}

impl<'a> Ward<'a> {
    /// Makes units, accounts and the elections of 23/05/2021 and 15/03/2026.
    pub fn found(app: &'a TestApp, at: &str) -> Self {
        let mut ward = Ward { app, units: HashMap::new(), members: HashMap::new(), tokens: Mutex::default() };
        ward.at(at);
        ward.units.insert("VN", app.root().to_string());
        let founder = app.member("founder", &[(Role::Admin, app.root())]);
        for (sign, above, level, bodies, public) in UNITS {
            let unit = json!({"parent": ward.units[above], "level": level, "name": format!("Đơn vị {sign}"), "sign": sign,
                "bodies": bodies, "public": public});
            let unit = founder.post("/api/v1/units", &unit).send().expect(201);
            ward.units.insert(sign, unit["id"].as_str().unwrap().to_owned());
        }
        let contests = json!(["na", "council_province", "council_district", "council_commune"]);
        for (day, posted, listed) in [("2021-05-23", "2021-04-13", "2021-04-28"), ("2026-03-15", "2026-02-03", "2026-02-26")] {
            let election = json!({"name": format!("Bầu cử {day}"), "day": day, "contests": contests, "units": [ward.units["VN"]],
                "voter_list_posted": posted, "candidate_list_published": listed});
            founder.post("/api/v1/elections", &election).send().expect(201);
        }
        for (name, roles) in MEMBERS {
            let roles: Vec<(Role, UnitId)> = roles.iter().map(|(role, sign)| (*role, ward.units[sign].parse().unwrap())).collect();
            let person = app.member(name, &roles);
            ward.members.insert(name, person.id.clone());
            ward.tokens.lock().unwrap().insert(name, (ward.now(), person.token));
        }
        ward
    }

    /// Sets the clock, in Vietnam's time: `2021-05-13 08:00`.
    pub fn at(&self, local: &str) {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        self.app.clock.set(local.and_local_timezone(ZONE).unwrap().with_timezone(&Utc));
    }

    pub fn now(&self) -> DateTime<Utc> {
        redress::clock::Clock::now(&*self.app.clock)
    }

    /// The id of a unit by its sign.
    pub fn unit(&self, sign: &str) -> &str {
        &self.units[sign]
    }

    /// The id of a member by name.
    pub fn id(&self, name: &str) -> &str {
        &self.members[name]
    }

    /// A member at work.
    pub fn who<'w>(&'w self, name: &'static str) -> Who<'w, 'a> {
        Who { ward: self, name }
    }

    /// Somebody without account submits a letter.
    pub fn submit(&self, letter: &Value) -> Reply {
        self.app.post("/api/v1/public/cases", letter).send()
    }

    /// A submission that must be taken; the receipt.
    #[track_caller]
    pub fn submitted(&self, letter: &Value) -> Receipt<'_, 'a> {
        let receipt = self.submit(letter).expect(201);
        self.receipt(&receipt)
    }

    /// The receipt in an answer, whoever got it.
    pub fn receipt(&self, answer: &Value) -> Receipt<'_, 'a> {
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        Receipt { ward: self, number: text("number"), code: text("receipt_code"), given: answer.clone() }
    }

    /// The id of a case by its number, as the supervisor of the whole province finds it.
    pub fn find(&self, number: &str) -> String {
        self.find_as("quang", number)
    }

    /// The id of a case by its number, as this member finds it.
    pub fn find_as(&self, name: &'static str, number: &str) -> String {
        let list = self.who(name).get(&format!("/api/v1/cases?q={}", number.replace('/', "%2F"))).expect(200);
        let items = list["items"].as_array().unwrap();
        let found = items.iter().find(|c| c["number"] == number).unwrap_or_else(|| panic!("no case {number}: {list}"));
        found["id"].as_str().unwrap().to_owned()
    }

    /// Asks to open the identity of a sealed case, for so many days; the request.
    #[track_caller]
    pub fn asked(&self, name: &'static str, id: &str, days: i64) -> String {
        let after = self.who(name).does(id, "request-reveal", &json!({"purpose": "Làm việc với người tố cáo.", "days": days}));
        let mine = |r: &&Value| r["by"] == json!(self.id(name)) && r["until"].is_null();
        after["reveals"].as_array().unwrap().iter().find(mine).unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// The same, granted by another for a day.
    #[track_caller]
    pub fn granted(&self, name: &'static str, id: &str) -> String {
        let reveal = self.asked(name, id, 1);
        self.who(if name == "tuan" { "bao" } else { "tuan" }).does(id, "grant-reveal", &json!({"reveal": reveal}));
        reveal
    }

    /// A token of this member that is good now.
    pub fn token_of(&self, name: &'static str) -> String {
        let mut tokens = self.tokens.lock().unwrap();
        let now = self.now();
        match tokens.get(name) {
            Some((given, token)) if *given <= now && now - *given < chrono::Duration::minutes(14) => token.clone(),
            _ => {
                let token = self.app.sign_in(name).token;
                tokens.insert(name, (now, token.clone()));
                token
            }
        }
    }
}

/// A member of the office, signed in whenever the clock has moved on.
#[derive(Clone, Copy)]
pub struct Who<'w, 'a> {
    pub ward: &'w Ward<'a>,
    name: &'static str,
}

impl Who<'_, '_> {
    pub fn ask(&self, method: Method, path: &str) -> Ask<'_> {
        self.ward.app.ask(method, path).token(&self.ward.token_of(self.name))
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path).send()
    }

    /// Registers a letter that came to the office.
    pub fn register(&self, letter: &Value) -> Reply {
        self.ask(Method::POST, "/api/v1/cases").json(letter).send()
    }

    /// Registers one that must be taken; its case's id.
    #[track_caller]
    pub fn registered(&self, letter: &Value) -> String {
        self.register(letter).expect(201)["id"].as_str().unwrap().to_owned()
    }

    /// Asks for one verb on a case.
    pub fn act(&self, case: &str, verb: &str, fields: &Value) -> Reply {
        self.ask(Method::POST, &format!("/api/v1/cases/{case}/{verb}")).json(fields).send()
    }

    /// Does it; the case afterwards.
    #[track_caller]
    pub fn does(&self, case: &str, verb: &str, fields: &Value) -> Value {
        self.act(case, verb, fields).expect(200)
    }

    /// The case as this member sees it.
    #[track_caller]
    pub fn case(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/cases/{id}")).expect(200)
    }

    /// The items of a part of the case: events, deadlines, letters ...
    #[track_caller]
    pub fn part(&self, id: &str, part: &str) -> Vec<Value> {
        self.get(&format!("/api/v1/cases/{id}/{part}")).expect(200)["items"].as_array().unwrap().clone()
    }

    /// The last deadline of this rule.
    #[track_caller]
    pub fn deadline(&self, id: &str, rule: &str) -> Value {
        let all = self.part(id, "deadlines");
        all.iter().rfind(|d| d["rule"] == rule).unwrap_or_else(|| panic!("no {rule}: {all:?}")).clone()
    }

    /// The verbs this member may use now.
    pub fn allowed(&self, id: &str) -> Vec<String> {
        words(&self.case(id)["allowed"])
    }
}

/// The strings of a list.
pub fn words(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|w| w.as_str().unwrap().to_owned()).collect()
}

/// What a sender takes home.
pub struct Receipt<'w, 'a> {
    ward: &'w Ward<'a>,
    pub number: String,
    pub code: String,
    /// The whole answer.
    pub given: Value,
}

impl<'w, 'a> Receipt<'w, 'a> {
    /// Asks where the case stands.
    pub fn try_track(&self) -> Reply {
        self.ward.app.post("/api/v1/public/track", &json!({"number": self.number, "receipt_code": self.code})).send()
    }

    /// Opens the case with number and code.
    #[track_caller]
    pub fn track(&self) -> Citizen<'w, 'a> {
        let opened = self.try_track().expect(200);
        Citizen { ward: self.ward, token: opened["token"].as_str().unwrap().to_owned(), case: opened["case"].clone() }
    }

    /// The case's id, for those who work on it.
    pub fn id(&self) -> String {
        self.ward.find(&self.number)
    }

    /// A deadline on the receipt.
    #[track_caller]
    pub fn deadline(&self, rule: &str) -> &Value {
        let all = self.given["deadlines"].as_array().unwrap();
        all.iter().find(|d| d["rule"] == rule).unwrap_or_else(|| panic!("no {rule} on the receipt: {all:?}"))
    }
}

/// A sender who has opened the case.
pub struct Citizen<'w, 'a> {
    ward: &'w Ward<'a>,
    pub token: String,
    /// As it stood when it was opened.
    pub case: Value,
}

impl Citizen<'_, '_> {
    /// letters, messages, withdraw, appeal.
    pub fn act(&self, word: &str, fields: &Value) -> Reply {
        self.ward.app.post(&format!("/api/v1/public/case/{word}"), fields).token(&self.token).send()
    }

    /// The one sentence.
    pub fn sentence(&self) -> &str {
        self.case["sentence"].as_str().unwrap()
    }

    /// The last deadline of this rule.
    #[track_caller]
    pub fn deadline(&self, rule: &str) -> &Value {
        let all = self.case["deadlines"].as_array().unwrap();
        all.iter().rfind(|d| d["rule"] == rule).unwrap_or_else(|| panic!("no {rule}: {all:?}"))
    }

    pub fn allowed(&self) -> Vec<String> {
        words(&self.case["allowed"])
    }
}
