//! What people write about: titles and texts, in the words of letters to an election subcommittee.

use super::dice::Dice;
use crate::domain::kind::{Contest, Kind, Matter, Track};

/// A sort of letters.
#[derive(Debug)]
pub struct Topic {
    /// How often, against the others.
    pub weight: usize,
    pub kind: Kind,
    pub matter: Matter,
    pub track: Track,
    /// `{n}` is a number from 1 to 9.
    titles: &'static [&'static str],
    texts: &'static [&'static str],
    /// Of the one it is about; empty: it is about nobody.
    pub respondent: &'static str,
}

const fn topic(
    weight: usize,
    (kind, matter, track): (Kind, Matter, Track),
    titles: &'static [&'static str],
    texts: &'static [&'static str],
    respondent: &'static str,
) -> Topic {
    Topic { weight, kind, matter, track, titles, texts, respondent }
}

use Kind::{Complaint, Denunciation, Feedback, Petition};
use Track::{Election, General};

/// All of them.
pub const TOPICS: &[Topic] = &[
    topic(
        22,
        (Complaint, Matter::VoterList, Election),
        &[
            "Khiếu nại không có tên trong danh sách cử tri khu vực {n}",
            "Khiếu nại ghi sai năm sinh trong danh sách cử tri tổ {n}",
            "Khiếu nại ghi sai khu vực bỏ phiếu của hộ gia đình tổ {n}",
            "Khiếu nại không ghi tên người tạm trú vào danh sách cử tri khu vực {n}",
        ],
        &[
            "Tôi xem danh sách cử tri niêm yết thì không thấy tên tôi, trong khi các thành viên khác trong gia đình đều có. Đề nghị kiểm tra và ghi tên tôi.",
            "Danh sách cử tri ghi sai thông tin của tôi so với căn cước công dân. Đề nghị sửa lại để ngày bầu cử không bị vướng.",
        ],
        "",
    ),
    topic(
        8,
        (Feedback, Matter::VoterList, Election),
        &["Phản ánh một cử tri có tên ở hai khu vực bỏ phiếu", "Phản ánh danh sách cử tri khu vực {n} còn tên người đã mất"],
        &["Tôi thấy trong danh sách niêm yết có người đã chuyển đi từ năm ngoái mà vẫn có tên. Đề nghị kiểm tra lại."],
        "",
    ),
    topic(
        6,
        (Complaint, Matter::Candidate, Election),
        &["Khiếu nại về tiểu sử người ứng cử đơn vị bầu cử số {n}", "Khiếu nại việc giới thiệu người ứng cử đơn vị bầu cử số {n}"],
        &["Tiểu sử niêm yết của người ứng cử ghi thời gian công tác không khớp với thực tế. Đề nghị xem xét và đính chính."],
        "Người ứng cử đại biểu Hội đồng nhân dân",
    ),
    topic(
        6,
        (Denunciation, Matter::Candidate, Election),
        &["Tố cáo người ứng cử không kê khai đầy đủ tài sản", "Tố cáo người ứng cử vận động trái quy định tại tổ {n}"],
        &["Người ứng cử đã có hành vi trái quy định trong thời gian vận động bầu cử. Tôi gửi kèm hình ảnh và đề nghị giữ bí mật tên tôi."],
        "Người ứng cử đại biểu Hội đồng nhân dân",
    ),
    topic(
        4,
        (Petition, Matter::Candidate, Election),
        &["Kiến nghị bảo đảm thời gian vận động bầu cử như nhau", "Kiến nghị tổ chức thêm buổi tiếp xúc cử tri tại tổ {n}"],
        &["Đề nghị bố trí để những người ứng cử có thời gian trình bày bằng nhau tại các hội nghị tiếp xúc cử tri."],
        "",
    ),
    topic(
        2,
        (Complaint, Matter::CandidateList, Election),
        &["Khiếu nại in sai tên trong danh sách ứng cử niêm yết tại khu vực {n}"],
        &["Danh sách người ứng cử niêm yết in sai tên đệm, dễ gây nhầm lẫn cho cử tri. Đề nghị thay bản niêm yết."],
        "",
    ),
    topic(
        3,
        (Petition, Matter::Nominee, Election),
        &["Kiến nghị xác minh ý thức nơi cư trú của người được giới thiệu ứng cử tổ {n}"],
        &["Đề nghị xác minh ý kiến của cử tri nơi cư trú về người được giới thiệu trước hội nghị hiệp thương."],
        "Người được giới thiệu ứng cử",
    ),
    topic(
        6,
        (Petition, Matter::PollingStation, Election),
        &["Kiến nghị chuyển phòng bỏ phiếu số {n} xuống tầng một", "Kiến nghị bố trí hòm phiếu phụ cho người cao tuổi tổ {n}"],
        &["Phòng bỏ phiếu ở tầng hai, người cao tuổi và người khuyết tật đi lại khó khăn. Đề nghị bố trí lại."],
        "",
    ),
    topic(
        4,
        (Feedback, Matter::PollingStation, Election),
        &["Phản ánh thiếu biển chỉ dẫn vào phòng bỏ phiếu số {n}", "Phản ánh hàng quán che lối vào phòng bỏ phiếu số {n}"],
        &["Lối vào phòng bỏ phiếu khó tìm, đề nghị đặt biển chỉ dẫn và dọn dẹp trước ngày bầu cử."],
        "",
    ),
    topic(
        4,
        (Complaint, Matter::Organisation, Election),
        &["Khiếu nại thành phần tổ bầu cử số {n}"],
        &["Trong tổ bầu cử có người thân của người ứng cử. Đề nghị xem xét thay người để bảo đảm khách quan."],
        "Ủy ban nhân dân",
    ),
    topic(
        14,
        (Complaint, Matter::AdministrativeAct, General),
        &[
            "Khiếu nại quyết định xử phạt về xây dựng tại ngõ {n}",
            "Khiếu nại việc đưa hộ gia đình ra khỏi danh sách hộ cận nghèo tổ {n}",
            "Khiếu nại việc chậm trả kết quả hồ sơ cư trú",
            "Khiếu nại việc từ chối chứng thực hợp đồng",
            "Khiếu nại mức thu phí vệ sinh tổ {n}",
        ],
        &[
            "Tôi cho rằng quyết định này không đúng với hồ sơ và thực tế sử dụng của gia đình tôi. Đề nghị người có thẩm quyền xem xét lại, hủy bỏ hoặc sửa đổi.",
            "Tôi đã nộp đủ giấy tờ theo phiếu hẹn nhưng không được giải quyết và không được trả lời lý do bằng văn bản. Đề nghị xem xét.",
        ],
        "Chủ tịch Ủy ban nhân dân phường",
    ),
    topic(
        9,
        (Denunciation, Matter::OfficialConduct, General),
        &[
            "Tố cáo cán bộ gây khó khăn khi làm thủ tục đất đai",
            "Tố cáo thu chi quỹ tổ dân phố số {n} không minh bạch",
            "Tố cáo việc lập danh sách hỗ trợ tổ {n} không đúng đối tượng",
        ],
        &[
            "Tôi tố cáo hành vi lợi dụng chức vụ, quyền hạn để nhận tiền khi làm thủ tục. Tôi có chứng cứ kèm theo và cam đoan nội dung là đúng.",
            "Nhiều khoản thu không có chứng từ và không được công khai trong hai năm. Tôi đề nghị xác minh, kết luận.",
        ],
        "Công chức, cán bộ phường",
    ),
    topic(
        8,
        (Petition, Matter::Other, General),
        &[
            "Kiến nghị lắp thêm đèn chiếu sáng ngõ {n}",
            "Kiến nghị nạo vét cống thoát nước tổ {n}",
            "Kiến nghị dời điểm tập kết rác cạnh trường học",
        ],
        &["Bà con đề nghị chính quyền quan tâm giải quyết sớm vì ảnh hưởng đến sinh hoạt và an toàn đi lại hằng ngày."],
        "",
    ),
    topic(
        4,
        (Feedback, Matter::Other, General),
        &["Phản ánh đổ phế thải xây dựng cạnh nhà văn hóa tổ {n}", "Phản ánh tiếng ồn của xưởng cơ khí ngõ {n}"],
        &["Việc này diễn ra nhiều ngày nay, đã báo tổ dân phố nhưng chưa được xử lý. Đề nghị kiểm tra."],
        "",
    ),
];

impl Topic {
    /// One of them, by weight.
    pub fn any(dice: &mut Dice) -> Option<&'static Self> {
        let mut at = dice.below(TOPICS.iter().map(|t| t.weight).sum());
        TOPICS.iter().find(|topic| {
            let here = at < topic.weight;
            at = at.saturating_sub(topic.weight);
            here
        })
    }

    /// Title and text of a letter.
    pub fn letter(&self, dice: &mut Dice) -> (String, String) {
        let number = dice.between(1, 9).to_string();
        let title = dice.word(self.titles).replace("{n}", &number);
        let text = dice.word(self.texts);
        (title.clone(), format!("{title}.\n{text} Sự việc xảy ra tại tổ {}, tôi sẵn sàng cung cấp thêm thông tin.", dice.between(1, 14)))
    }

    /// Which body is elected, where it matters.
    pub fn contest(&self, dice: &mut Dice) -> Option<Contest> {
        let contest = if dice.percent(75) { Contest::CouncilCommune } else { Contest::CouncilProvince };
        self.matter.needs_contest().then_some(contest)
    }
}
