//! What is wrong with a document, as far as it can be seen without a browser.

/// Elements that have no end tag.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"];

/// Every mistake: tags that do not close, inline styles and scripts, foreign addresses, a missing or second heading, ids twice,
/// labels without a field, texts that no locale has.
pub fn mistakes(html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let mut refers: Vec<String> = Vec::new();
    let mut headings = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let Some(end) = rest.find('>') else {
            wrong.push(format!("a tag does not end: {:.60}", rest));
            break;
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                last => {
                    wrong.push(format!("</{name}> closes {last:?}"));
                    break;
                }
            }
            continue;
        }
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_owned();
        for attribute in attributes(tag) {
            let (key, value) = attribute.split_once('=').unwrap_or((&attribute, ""));
            let value = value.trim_matches('"');
            if key == "style" || key.starts_with("on") {
                wrong.push(format!("inline {key} in <{tag}>"));
            }
            if ["href", "src", "action"].contains(&key) && (value.starts_with("//") || value.contains("://")) {
                wrong.push(format!("another host in <{tag}>"));
            }
            match key {
                "id" => ids.push(value.to_owned()),
                "for" => refers.push(value.to_owned()),
                "aria-describedby" | "aria-labelledby" => refers.extend(value.split(' ').map(str::to_owned)),
                _ => {}
            }
        }
        if name == "script" && !tag.contains("src=") || name == "style" {
            wrong.push(format!("inline <{name}>"));
        }
        if name == "h1" {
            headings += 1;
        }
        if name == "form" && tag.contains("method=\"post\"") && !tag.contains("action=") {
            wrong.push(format!("a form without action: <{tag}>"));
        }
        if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    if !open.is_empty() {
        wrong.push(format!("never closed: {open:?}"));
    }
    if headings != 1 {
        wrong.push(format!("{headings} headings of the first order"));
    }
    let mut seen = ids.clone();
    seen.sort();
    wrong.extend(seen.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| format!("the id {} stands twice", pair[0])));
    wrong.extend(refers.iter().filter(|id| !ids.contains(id)).map(|id| format!("nothing has the id {id}")));
    if let Some(at) = html.find('⟦') {
        wrong.push(format!("no text: {:.80}", &html[at..]));
    }
    if html.len() > 60_000 {
        wrong.push(format!("{} bytes; at most 60,000", html.len()));
    }
    wrong
}

/// Attributes as they are written; blanks within quotes do not part them.
fn attributes(tag: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for c in tag.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                all.last_mut().unwrap().push(c);
            }
            c if c.is_whitespace() && !quoted => all.push(String::new()),
            c => all.last_mut().unwrap().push(c),
        }
    }
    all.into_iter().skip(1).filter(|a| !a.is_empty()).collect()
}

#[test]
fn mistakes_are_found() {
    let table = [
        ("<p><b></p></b><h1></h1>", "closes"),
        ("<h1></h1><p style=\"a\"></p>", "inline style"),
        ("<h1></h1><script>1</script>", "inline <script>"),
        ("<h1></h1><a href=\"https://x\"></a>", "another host"),
        ("<h1></h1><label for=\"a\"></label>", "nothing has the id a"),
        ("<h1></h1><i id=\"a\"></i><i id=\"a\"></i>", "stands twice"),
        ("<p></p>", "0 headings"),
        ("<h1>⟦x⟧</h1>", "no text"),
        ("<h1></h1><div>", "never closed"),
    ];
    for (html, expected) in table {
        assert!(mistakes(html).iter().any(|m| m.contains(expected)), "{html}: {:?}", mistakes(html));
    }
    assert!(mistakes("<!doctype html><h1 id=\"a\">x</h1><br><label for=\"a\">y</label>").is_empty());
}
