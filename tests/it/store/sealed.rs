//! What is sealed comes back to whoever has the keys, and is nowhere in the file.

use std::path::Path;

use base64::Engine;
use chrono::{DateTime, Utc};
use redress::domain::ids::{CaseId, LetterId, MailId, PartyId, TextId, UnitId};
use redress::domain::kind::Channel;
use redress::domain::number::Number;
use redress::domain::outcome::DocumentKind;
use redress::domain::party::{PartyData, PartyRole};
use redress::domain::receipt::ReceiptCode;
use redress::seal::{Absent, Keys, SealError};
use redress::store::documents::Document;
use redress::store::letters::Letter;
use redress::store::outbox::NewMail;
use redress::store::parties::Party;
use redress::store::{Store, StoreError, case_keys, cases, documents, letters, outbox, parties, receipts, texts};

use crate::support::db::{each_db, sqlite};
use crate::support::sample::{Maker, found_office};

const NAME: &str = "Trần Thị Bưởi";
const PHONE: &str = "0987 654 321";
const EMAIL: &str = "buoi.tran@example.vn";
const ADDRESS: &str = "Số 7 ngõ Hoàng Mai Thượng";
const TEXT: &str = "Ông chủ tịch phường đã nhận hối lộ tại quán nước";

fn keys() -> Keys {
    let folder = tempfile::tempdir().unwrap();
    Keys::open(folder.path(), Absent::Create).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_620_600_000, 0).unwrap()
}

fn party() -> Party {
    let data = PartyData {
        name: Some(NAME.into()),
        phone: Some(PHONE.into()),
        email: Some(EMAIL.into()),
        address: Some(ADDRESS.into()),
        ..PartyData::default()
    };
    Party { id: PartyId(5), role: PartyRole::Petitioner, data }
}

/// A case with everything that is sealed.
fn seeded(store: &Store, keys: &Keys) {
    found_office(store);
    let case = Maker::new(31).case(1);
    let other = Maker::new(32).case(2);
    store
        .write(|c| {
            cases::insert(c, &case)?;
            cases::insert(c, &other)?;
            let key = case_keys::create(c, keys, case.id)?;
            parties::insert(c, keys, &key, case.id, &party())?;
            texts::put(c, keys, &key, case.id, TextId(9), "body", TEXT)?;
            receipts::set(c, keys, case.id, &ReceiptCode::from_random(77), now())?;
            let mail = NewMail {
                id: MailId(3),
                case: Some(case.id),
                event: None,
                kind: "receipt",
                language: "vi",
                created_at: now(),
                recipient: EMAIL,
                subject: NAME,
                bytes: TEXT.as_bytes(),
                message_id: "<1@redress>",
                destination: "",
            };
            outbox::insert(c, &key, &mail)
        })
        .unwrap();
}

#[test]
fn whoever_has_the_keys_opens_everything() {
    each_db(|store| {
        let keys = keys();
        seeded(store, &keys);
        store
            .read(|c| {
                let key = case_keys::load(c, &keys, CaseId(1))?;
                assert_eq!(parties::load(c, &key, CaseId(1))?, [party()]);
                assert_eq!(texts::get(c, &key, CaseId(1), TextId(9))?.as_deref(), Some(TEXT));
                assert_eq!(texts::get(c, &key, CaseId(2), TextId(9))?, None);
                assert_eq!(texts::get_all(c, &key, CaseId(1), &[TextId(9), TextId(10)])?, [(TextId(9), TEXT.to_owned())]);
                let mail = outbox::open(c, &key, MailId(3))?;
                assert_eq!(mail, Some((EMAIL.into(), NAME.into(), TEXT.into())));
                let posted = outbox::load(c, CaseId(1))?;
                assert_eq!((posted.len(), posted[0].state.as_str()), (1, "queued"));
                case_keys::check(c, &keys)
            })
            .unwrap();
    });
}

#[test]
fn another_office_opens_nothing_and_is_told_at_the_start() {
    each_db(|store| {
        seeded(store, &keys());
        let other = keys();
        let opened = store.read(|c| case_keys::load(c, &other, CaseId(1)));
        assert!(matches!(opened, Err(StoreError::Seal(SealError::UnknownKey(_)))));
        let checked = store.read(|c| case_keys::check(c, &other));
        assert!(matches!(checked, Err(StoreError::Seal(SealError::UnknownKey(_)))));
    });
}

#[test]
fn a_party_is_found_by_exact_values_however_they_are_written() {
    each_db(|store| {
        let keys = keys();
        seeded(store, &keys);
        let found = |value: &str| crate::support::sample::named(store, &keys, value);
        assert_eq!(found("TRAN  thi buoi"), [CaseId(1)]);
        assert_eq!(found("+84 987654321"), [CaseId(1)]);
        assert_eq!(found("Buoi.Tran@Example.VN"), [CaseId(1)]);
        assert_eq!(found("tran thi"), []);
        assert_eq!(found(""), []);
        // A correction is found by the new value only.
        let mut corrected = party();
        corrected.data.name = Some("Lê Văn Cam".into());
        store
            .write(|c| {
                let key = case_keys::load(c, &keys, CaseId(1))?;
                assert!(matches!(parties::update(c, &keys, &key, CaseId(2), &corrected), Err(StoreError::Stale)));
                parties::update(c, &keys, &key, CaseId(1), &corrected)
            })
            .unwrap();
        assert_eq!(found(NAME), []);
        assert_eq!(found("le van cam"), [CaseId(1)]);
    });
}

#[test]
fn a_receipt_code_fits_its_case_until_another_is_issued() {
    each_db(|store| {
        let keys = keys();
        seeded(store, &keys);
        let (code, new) = (ReceiptCode::from_random(77), ReceiptCode::from_random(78));
        let fits = |case, code: &ReceiptCode| store.read(|c| receipts::fits(c, &keys, CaseId(case), code)).unwrap();
        assert!(fits(1, &code) && !fits(1, &new) && !fits(2, &code));
        store.write(|c| receipts::carry_over(c, CaseId(1), CaseId(2), now())).unwrap();
        assert!(fits(2, &code));
        store.write(|c| receipts::set(c, &keys, CaseId(1), &new, now())).unwrap();
        assert!(fits(1, &new) && !fits(1, &code));
    });
}

#[test]
fn letters_and_documents_come_back() {
    each_db(|store| {
        let keys = keys();
        seeded(store, &keys);
        let letter = Letter {
            id: LetterId(4),
            case: CaseId(1),
            unit: UnitId(100),
            number: Number { seq: 3, year: 2021, sign: "U100".into() },
            received_at: now(),
            channel: Channel::Post,
            text: TextId(9),
        };
        let document = Document {
            id: redress::domain::ids::DocumentId(6),
            case: CaseId(1),
            kind: DocumentKind::Decision,
            document_no: Some("12/QĐ-UBBC".into()),
            document_date: Some(now().date_naive()),
            signer_name: Some("Nguyễn Văn Ký".into()),
            signer_office: None,
            signing_body: Some("Ủy ban bầu cử phường Cự Khối".into()),
            created_at: now(),
        };
        store
            .write(|c| {
                letters::insert(c, &letter)?;
                documents::insert(c, &document)
            })
            .unwrap();
        let twice = Letter { id: LetterId(5), ..letter.clone() };
        assert!(matches!(store.write(|c| letters::insert(c, &twice)), Err(StoreError::Duplicate(_))));
        assert_eq!(store.read(|c| letters::cases_of(c, &letter.number)).unwrap(), [CaseId(1)]);
        assert_eq!(store.read(|c| letters::load(c, CaseId(1))).unwrap(), [letter]);
        // Identifiers of one millisecond are drawn: the place in the case says what came first.
        let entered: Vec<Document> = [9, 4, 7].map(|id| Document { id: redress::domain::ids::DocumentId(id), ..document.clone() }).into();
        store.write(|c| entered.iter().try_for_each(|d| documents::insert(c, d))).unwrap();
        let all = [vec![document], entered].concat();
        assert_eq!(store.read(|c| documents::load(c, CaseId(1))).unwrap(), all);
    });
}

/// The bytes of a text in the forms in which it could have leaked.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let hex: String = text.bytes().map(|b| format!("{b:02x}")).collect();
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut forms = vec![text.into(), hex.clone().into(), hex.to_uppercase().into(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)];
    // Base 64 of the text at each of the three offsets it can have in a longer one, without the ends that depend on its neighbours.
    for shift in 0..3_usize {
        let padded = [vec![0; shift], text.as_bytes().to_vec()].concat();
        let coded = base64::engine::general_purpose::STANDARD.encode(padded);
        forms.push(coded.as_bytes()[4..coded.len() - 4].to_vec());
    }
    forms
}

fn leaks(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for form in forms(text) {
            if bytes.windows(form.len()).any(|w| w == form) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[test]
fn nothing_sealed_is_in_the_database_file_or_its_log() {
    let (store, folder) = sqlite();
    seeded(&store, &keys());
    store.write(|c| redress::store::titles::set(c, CaseId(1), "to be found by this test")).unwrap();
    assert!(!leaks(folder.path(), "to be found by this test").is_empty(), "the test finds what is there");
    let code = ReceiptCode::from_random(77);
    let name = redress::domain::text::fold(NAME);
    for secret in [NAME, &name, PHONE, "0987654321", EMAIL, ADDRESS, TEXT, code.digits(), &code.to_string()] {
        assert_eq!(leaks(folder.path(), secret), Vec::<String>::new());
    }
}
