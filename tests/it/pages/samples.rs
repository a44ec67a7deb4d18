//! Every page in all its states, in both languages, for each kind of reader.

use std::collections::BTreeSet;

use redress::domain::ids::MemberId;
use redress::domain::permission::Role;
use redress::http::pages::frame::Who;
use redress::http::pages::{Frame, samples};
use redress::texts::Lang;

use super::html::mistakes;

fn readers() -> Vec<Option<Who>> {
    let reader = |roles: &[Role]| Some(Who { member: MemberId(1), name: "Nguyễn Thị Hương Thảo".into(), roles: roles.to_vec() });
    vec![None, reader(&[Role::Officer]), reader(Role::ALL)]
}

#[test]
fn every_sample_is_a_sound_document_in_both_languages() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for who in readers() {
            for sample in samples(&Frame::sample(*lang, who)) {
                let html = sample.html.unwrap_or_else(|e| panic!("{}: {e}", sample.name));
                assert!(html.contains(&format!("<html lang=\"{}\">", lang.as_str())), "{}", sample.name);
                let found = mistakes(&html);
                wrong.extend(found.into_iter().map(|m| format!("{} in {}: {m}", sample.name, lang.as_str())));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_template_of_a_page_has_a_sample() {
    let names: BTreeSet<String> =
        samples(&Frame::sample(Lang::En, None)).iter().map(|s| s.name.split(' ').next().unwrap().to_owned()).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/pages");
    let mut missing = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&folder).unwrap().with_extension("").display().to_string();
                if !names.contains(&name) {
                    missing.push(name);
                }
            }
        }
    }
    assert!(missing.is_empty(), "templates without sample data: {missing:?}");
}

#[test]
fn what_people_typed_is_never_markup() {
    let app = crate::support::app::TestApp::sqlite();
    let browser = crate::support::browser::Browser::new(&app);
    let typed = "\"><script>x</script>{{ 7*7 }}";
    let page = browser.post("/sign-in?lang=en", &[("username", typed), ("password", "a"), ("next", typed)]);
    assert!(page.text().contains("Sign in") && !page.html.contains("<script>x"), "{}", page.html);
    assert!(page.html.contains("script&#62;x") && page.html.contains("7*7"), "it is kept, as text: {}", page.html);
}
