//! Names, addresses and telephones of people who do not exist.

use super::dice::Dice;
use crate::actions::receive_case::{Petitioner, Representative, Respondent};
use crate::domain::contact::Phone;
use crate::domain::text::Line;

const SURNAMES: &[&str] = &[
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Trịnh", "Mai", "Lương", "Cao", "Tạ", "Chu", "Hà", "Tô", "Lưu", "Đoàn",
];
const MEN: (&[&str], &[&str]) = (
    &["Văn", "Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Công", "Đình", "Thanh"],
    &[
        "An", "Bình", "Cường", "Dũng", "Hải", "Hiếu", "Hòa", "Hùng", "Khoa", "Long", "Mạnh", "Nam", "Phúc", "Quân", "Sơn", "Thắng", "Toàn",
        "Trung", "Tuấn", "Vinh",
    ],
);
const WOMEN: (&[&str], &[&str]) = (
    &["Thị", "Thị", "Thị", "Thu", "Ngọc", "Kim", "Thanh", "Minh", "Phương", "Bích"],
    &[
        "Anh", "Chi", "Dung", "Hà", "Hằng", "Hạnh", "Hiền", "Hoa", "Hồng", "Hương", "Lan", "Liên", "Loan", "Mai", "Nga", "Nhung", "Oanh",
        "Thảo", "Thủy", "Yến",
    ],
);
const STREETS: &[&str] =
    &["Bờ Sông", "Chợ Mới", "Đình Làng", "Đê Hữu", "Giếng Ngọc", "Lò Gạch", "Ngã Ba", "Nhà Thờ", "Trường Học", "Vườn Ổi"];
const OFFICES: &[&str] = &[
    "Công chức địa chính - xây dựng",
    "Công chức tư pháp - hộ tịch",
    "Công chức văn hóa - xã hội",
    "Tổ trưởng tổ dân phố",
    "Cán bộ trật tự đô thị",
    "Phó Chủ tịch Ủy ban nhân dân",
    "Trưởng ban công tác mặt trận",
    "Cán bộ tiếp nhận hồ sơ",
];

/// A whole name.
pub fn name(dice: &mut Dice) -> String {
    let (middle, given) = if dice.percent(50) { MEN } else { WOMEN };
    format!("{} {} {}", dice.word(SURNAMES), dice.word(middle), dice.word(given))
}

fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok()
}

/// 0168 went out of use in 2018: nobody has such a number.
fn phone(dice: &mut Dice) -> Option<Phone> {
    Phone::parse(&format!("0168 {:03} {:04}", dice.below(1000), dice.below(10_000))).ok()
}

/// Who sends a letter. Without an e-mail address: a rehearsal never writes to anybody.
pub fn sender(dice: &mut Dice) -> Petitioner {
    let name = line(&name(dice));
    let at_home = dice.percent(80);
    let address = format!("Số {}, ngõ {}, đường {}", dice.between(1, 180), dice.between(1, 90), dice.word(STREETS));
    let id_number = dice.percent(40).then(|| format!("0{:011}", dice.next() % 100_000_000_000));
    Petitioner {
        name,
        address: at_home.then(|| line(&address)).flatten(),
        phone: phone(dice).filter(|_| !at_home || dice.percent(85)),
        email: None,
        id_number: id_number.as_deref().and_then(line),
        no_mail: false,
    }
}

/// One who speaks for the senders.
pub fn representative(dice: &mut Dice) -> Option<Representative> {
    Some(Representative { name: line(&name(dice))?, phone: phone(dice), email: None })
}

/// About whom it is: somebody in this office, or in one of the list.
pub fn respondent(dice: &mut Dice, office: Option<&'static str>) -> Respondent {
    let office = office.unwrap_or_else(|| dice.word(OFFICES));
    Respondent { name: line(&name(dice)), position: line(office) }
}
